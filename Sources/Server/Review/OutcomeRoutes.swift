import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What became of a submission, and taking it back.
struct OutcomeRoutes {
    let platform: Platform
    let pages: Pages
    let catalogue: Catalogue

    private var moved: MovedVersion { MovedVersion(platform: platform, pages: pages) }

    func add(to routes: Routes) {
        let base = "/apps/{app_id}/versions/{version}"
        routes.inApp(.get, "\(base)/review", .versionView) { try await outcome($0, $1, $2) }
        routes.inApp(.get, "\(base)/withdraw", .versionWithdraw) { request, context, app in
            try await moved.unless(.withdraw, app, request, context) {
                try await confirm(.withdraw, request, context, app)
            }
        }
        routes.inApp(.post, "\(base)/withdraw", .versionWithdraw) { request, context, app in
            try await moved.unless(.withdraw, app, request, context) {
                let number = try VersionRoutes.number(context)
                try await WithdrawSubmission(platform: platform)(number, of: app)
                let said = Words("\(number) 已撤回，回到开发中", "\(number) is withdrawn, back in development")
                return pages.done(said, to: Paths.version(number, of: app.id), context)
            }
        }
        routes.inApp(.get, "\(base)/return", .versionWithdraw) { request, context, app in
            try await moved.unless(.returnToDevelopment, app, request, context) {
                try await confirm(.returnToDevelopment, request, context, app)
            }
        }
        routes.inApp(.post, "\(base)/return", .versionWithdraw) { request, context, app in
            try await moved.unless(.returnToDevelopment, app, request, context) {
                let number = try VersionRoutes.number(context)
                try await ReturnToDevelopment(platform: platform)(number, of: app)
                let said = Words("\(number) 已退回开发", "\(number) is back in development")
                return pages.done(said, to: Paths.version(number, of: app.id), context)
            }
        }
    }

    /// How many earlier submissions of one version, and of the others, stand on a page.
    static let mostOfVersion = 20
    static let mostOfOthers = 10

    private func outcome(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let cursor = request.query["before"].flatMap { SubmissionHistoryQueries.Cursor(text: $0) }
        let facts = try await platform.engine.read { db in
            try OutcomePage.Facts.load(number, of: app, after: cursor, db)
        }
        let writer = VersionWriter(app, platform, context)
        let page = Page(
            facts.own.isEmpty ? "review/outcome-empty" : "review/outcome",
            title: Words("审核详情", "Review"),
            app: app,
            model: OutcomePage(facts, catalogue, writer),
            back: Paths.version(number, of: app.id)
        )
        return try pages.render(page, request, context)
    }

    private func confirm(
        _ action: VersionAction,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp
    ) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let (version, last) = try await platform.engine.read { db in
            guard let version = try VersionQueries(db).version(number, of: app.id) else { throw Refusal.notFound }
            return (version, try SubmissionHistoryQueries(db).submissions(of: version.id, limit: 1).first)
        }
        try version.status.require(action)
        let page = Page(
            action == .withdraw ? "review/withdraw" : "review/return",
            title: action.words,
            app: app,
            model: TakeBackPage(version, last, VersionWriter(app, platform, context)),
            back: Paths.version(number, of: app.id)
        )
        return try pages.render(page, request, context)
    }
}

/// What follows when a version is taken back, before it is.
struct TakeBackPage: Sendable {
    let number: String
    let withdrawPath: String
    let returnPath: String
    let back: String
    let isExpress: Bool
    let isClaimed: Bool
    let waited: String
    /// It had passed: that is lost.
    let isApproved: Bool
    let isReplacement: Bool
    let reviewPath: String

    init(_ version: VersionRow, _ last: PastSubmission?, _ writer: VersionWriter) {
        let app = writer.app.id
        number = version.number.description
        withdrawPath = Paths.withdraw(version.number, of: app)
        returnPath = Paths.returnToDevelopment(version.number, of: app)
        back = Paths.version(version.number, of: app)
        isExpress = last?.isExpress ?? false
        isClaimed = last?.isClaimed ?? false
        waited = last.map { writer.time.short($0.submittedAt, writer.language) } ?? ""
        isApproved = version.status == .approved || version.status == .approvedBase
        isReplacement = last?.replacesGray ?? false
        reviewPath = Paths.review(version.number, of: app)
    }
}
