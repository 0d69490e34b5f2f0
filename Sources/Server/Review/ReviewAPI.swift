import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of review: submitting, taking back, deciding, and the reviewers' queue.
struct ReviewAPI {
    let platform: Platform
    let catalogue: Catalogue

    private var answers: VersionAnswers { VersionAnswers(platform: platform) }

    func add(to routes: Routes) {
        let version = "/api/v1/apps/{app_id}/versions/{version}"
        routes.inApp(.post, "\(version)/submit", .versionSubmit) { request, context, app in
            let number = try VersionRoutes.number(context)
            let body = try await request.json(SubmissionBody.self)
            let submit = SubmitForReview(platform: platform, catalogue: catalogue)
            let draft = body.draft(catalogue.categories)
            try await submit(number, of: app, draft, replacing: try body.replacedNumber())
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/withdraw", .versionWithdraw) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await WithdrawSubmission(platform: platform)(number, of: app)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/return", .versionWithdraw) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await ReturnToDevelopment(platform: platform)(number, of: app)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.get, "\(version)/review", .versionView) { _, context, app in
            try await review(try VersionRoutes.number(context), app, context)
        }
        routes.inApp(.post, "\(version)/review", .versionReview) { request, context, app in
            let number = try VersionRoutes.number(context)
            let (decision, reasons) = try await request.json(DecisionBody.self).read()
            try await ReviewVersion(platform: platform)(number, of: app, decision, reasons)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/claim", .versionReview) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await ClaimReview(platform: platform)(number, of: app)
            return try await review(number, app, context)
        }
        routes.inApp(.delete, "\(version)/claim", .versionReview) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await ClaimReview(platform: platform).giveBack(number, of: app)
            return try await review(number, app, context)
        }
        routes.signedIn(.get, "/api/v1/reviews", .reviewList) { request, _, person in
            try await queue(request, person)
        }
        routes.open(.get, "/api/v1/agreement", .installationRead) { _, context in
            try .json(AgreementJSON(.current, context.language))
        }
    }

    private func review(_ number: VersionNumber, _ app: AuthorisedApp, _ context: AppContext) async throws -> Response {
        try .json(try await ReviewJSON.load(number, of: app, platform, context.language))
    }

    private static let pageLength = 50

    private func queue(_ request: Request, _ person: SignedInPerson) async throws -> Response {
        let cursor = try request.cursor(ReviewQueueQueries.Cursor.init(text:)) ?? .first
        let now = platform.world.now()
        let found = try await platform.engine.read {
            try ReviewQueueQueries($0).page(for: person.id, at: now, after: cursor, limit: Self.pageLength + 1)
        }
        let shown = found.prefix(Self.pageLength)
        let next = found.count > Self.pageLength ? shown.last?.cursor.text : nil
        return try .json(ListJSON(items: shown.map { WaitingJSON($0, platform.settings, now: now) }, next: next))
    }
}

extension Request {
    /// The place in a list that `after` names; nil without one. Throws when it is none.
    func cursor<Cursor>(_ read: (String) -> Cursor?) throws(Refusal) -> Cursor? {
        guard let text = query["after"] else { return nil }
        guard let cursor = read(text) else {
            throw .invalid([
                FieldProblem(field: "after", words: Words("这不是上一页给出的 next。", "This is not the next of a page before."))
            ])
        }
        return cursor
    }
}
