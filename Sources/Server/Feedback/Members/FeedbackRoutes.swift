import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 用户反馈, for the members of a mini program.
struct FeedbackRoutes {
    let platform: Platform
    let pages: Pages

    private let issue = "/apps/{app_id}/feedback/{id}"

    init(platform: Platform, pages: Pages) { (self.platform, self.pages) = (platform, pages) }

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/feedback", .feedbackView) { try await list($0, $1, $2) }
        routes.inApp(.get, "/apps/{app_id}/feedback.csv", .feedbackView) { _, context, app in
            try await FeedbackFile(platform: platform).response(app, context.language)
        }
        routes.inApp(.get, issue, .feedbackView) { try await show($0, $1, $2, FeedbackIssuePage.Draft()) }
        routes.inApp(.post, "\(issue)/process", .feedbackHandle) { request, context, app in
            try await act(request, context, app, .init(), Words("已标为处理中", "In progress now")) {
                try await HandleFeedback(platform: platform).process($0, of: app)
            }
        }
        routes.inApp(.post, "\(issue)/resolve", .feedbackHandle) { request, context, app in
            let typed = try await request.form()["version"] ?? ""
            var draft = FeedbackIssuePage.Draft()
            draft.number = typed
            let said = Words("已标为在 \(typed) 解决，反馈人会看到", "Resolved in \(typed). The reporters see it")
            return try await act(request, context, app, draft, said) { id in
                guard let number = VersionNumber(typed) else { throw Refusal.feedbackVersion }
                try await HandleFeedback(platform: platform).resolve(id, in: number, of: app)
            }
        }
        routes.inApp(.post, "\(issue)/reply", .feedbackHandle) { request, context, app in
            let typed = try await request.form()["text"] ?? ""
            var draft = FeedbackIssuePage.Draft()
            draft.reply = typed
            let said = Words("已回复，反馈人会在进度页看到", "Sent. The reporters read it on their receipts")
            return try await act(request, context, app, draft, said) {
                try await HandleFeedback(platform: platform).reply(typed, to: $0, of: app)
            }
        }
    }

    static func id(_ context: AppContext) throws -> ID<FeedbackIssue> {
        ID(rawValue: try context.parameters.require("id"))
    }

    /// How the list is narrowed; what makes no sense counts as nothing.
    static func filter(_ query: FormFields) -> FeedbackIssueQueries.Filter {
        var filter = FeedbackIssueQueries.Filter()
        filter.show = query["show"].flatMap(FeedbackShow.init(rawValue:)) ?? .open
        filter.kind = query["kind"].flatMap(FeedbackKind.init(rawValue:))
        filter.number = query["version"].flatMap(VersionNumber.init)
        filter.words = String(PlainText.line(query["q"] ?? "").prefix(60))
        return filter
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let filter = Self.filter(request.query)
        let cursor = request.query["after"].flatMap(FeedbackCursor.init(text:))
        let (now, settings, id) = (platform.world.now(), platform.settings, app.id)
        let facts = try await platform.engine.read { db in
            try FeedbackListPage.Facts(db, of: id, filter, after: cursor, at: now, settings)
        }
        let page = Page(
            "feedback/list",
            title: Words("用户反馈", "Feedback"),
            app: app,
            model: FeedbackListPage(facts, app, PageTime(platform), settings, context.language),
            back: Paths.app(app.id)
        )
        return try pages.render(page, request, context)
    }

    private func show(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        _ draft: FeedbackIssuePage.Draft
    ) async throws -> Response {
        let (id, last) = (try Self.id(context), request.query["after"])
        let today = platform.settings.day(of: platform.world.now())
        let facts = try await platform.engine.read {
            try FeedbackIssuePage.Facts($0, id, of: app.id, after: last, today: today)
        }
        guard let facts else { throw Refusal.notFound }
        let page = Page(
            "feedback/issue",
            title: Words("反馈详情", "Feedback"),
            app: app,
            model: FeedbackIssuePage(facts, app, draft, PageTime(platform), platform.settings, context.language),
            back: Paths.feedback(app.id),
            status: HTTPResponse.Status(code: draft.refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    /// Does it and leads back to the problem; a refusal stands there with what was typed.
    private func act(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        _ draft: FeedbackIssuePage.Draft,
        _ said: Words,
        _ change: (ID<FeedbackIssue>) async throws -> Void
    ) async throws -> Response {
        let id = try Self.id(context)
        do {
            try await change(id)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
            var draft = draft
            draft.refusal = refusal
            return try await show(request, context, app, draft)
        }
        return pages.done(said, to: Paths.feedbackIssue(id, of: app.id), context)
    }
}
