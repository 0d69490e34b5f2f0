import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 反馈评估, for assessors.
struct FeedbackConsoleRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.feedbackQueue, .feedbackList) { request, context, person in
            try await queue(request, context, person)
        }
        routes.inApp(.get, "/console/feedback/{app_id}/{group}", .feedbackAssess) { request, context, app in
            try await show(request, context, app, AssessForm())
        }
        routes.inApp(.post, "/console/feedback/{app_id}/{group}", .feedbackAssess) { request, context, app in
            try await assess(request, context, app)
        }
        routes.inApp(.post, "/console/feedback/{app_id}/issues/{id}/pass", .feedbackAssess) { _, context, app in
            try await PassOnFeedback(platform: platform)(try FeedbackRoutes.id(context), of: app)
            return pages.done(
                Words("已转给\(app.name)", "Passed on to \(app.name)"),
                to: Paths.feedbackQueue,
                context
            )
        }
    }

    static func group(_ context: AppContext) throws -> ID<FeedbackGroup> {
        ID(rawValue: try context.parameters.require("group"))
    }

    private func queue(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        let cursor = request.query["after"].flatMap(FeedbackCursor.init(text:))
        let (now, settings, id) = (platform.world.now(), platform.settings, person.id)
        let facts = try await platform.engine.read { db in
            try FeedbackQueuePage.Facts(db, for: id, after: cursor, at: now, settings)
        }
        let page = Page(
            "feedback/queue",
            title: Words("反馈评估", "Feedback assessment"),
            model: FeedbackQueuePage(facts, try ConsoleWriter(platform, context)),
            tab: .none,
            back: Paths.home
        )
        return try pages.render(page, request, context)
    }

    private func show(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        _ draft: AssessForm
    ) async throws -> Response {
        let (group, person) = (try Self.group(context), try app.person())
        let (now, settings) = (platform.world.now(), platform.settings)
        let facts = try await platform.engine.read { db in
            try FeedbackGroupPage.Facts(db, group, of: app.id, for: person, at: now, settings)
        }
        guard let facts else { throw Refusal.notFound }
        let page = Page(
            "feedback/group",
            title: Words("评估反馈", "Assess feedback"),
            model: FeedbackGroupPage(facts, app, draft, try ConsoleWriter(platform, context)),
            tab: .none,
            back: Paths.feedbackQueue,
            status: HTTPResponse.Status(code: draft.refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func assess(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        var form = AssessForm(try await request.form())
        do {
            let decision = try form.decision()
            try await AssessFeedback(platform: platform)(
                try Self.group(context),
                of: app,
                form.choice,
                decision
            )
            return try await goOn(after: decision, form.choice.count, app, context)
        } catch let refusal as Refusal where [404, 409, 422].contains(refusal.status) && !request.wantsJSON {
            guard refusal != .notFound else { throw refusal }
            form.refusal = refusal
            return try await show(request, context, app, form)
        }
    }

    /// Leads to the next group that this assessor may decide about, and says what was done.
    private func goOn(
        after decision: AssessFeedback.Decision,
        _ count: Int,
        _ app: AuthorisedApp,
        _ context: AppContext
    ) async throws -> Response {
        let person = try app.person()
        let entries = try await platform.engine.read {
            try FeedbackQueueQueries($0).page(for: person, after: nil, limit: FeedbackQueuePage.size)
        }
        let next = entries.first { $0.ownRole == nil }
        let done =
            switch decision {
            case .confirm(isUrgent: true): Words("已确认 \(count) 条，并转给开发者", "Confirmed and passed on: \(count)")
            case .confirm: Words("已确认 \(count) 条，下次转出时给开发者", "Confirmed: \(count). They go with the next run")
            case .join: Words("已并入 \(count) 条", "Joined: \(count)")
            case .dismiss: Words("未采纳 \(count) 条，反馈人会看到原因", "Not taken up: \(count). The reporters see why")
            }
        let path = next.map { Paths.feedbackGroup($0.group.id, of: $0.group.app) } ?? Paths.feedbackQueue
        return pages.done(done, to: path, context)
    }
}
