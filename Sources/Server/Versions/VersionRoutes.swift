import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The pages of a mini program's versions.
struct VersionRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/versions", .versionView) { try await list($0, $1, $2) }
        routes.inApp(.get, "/apps/{app_id}/versions/{version}", .versionView) { try await detail($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/experience", .versionSetExperience) {
            _,
            context,
            app in
            let number = try Self.number(context)
            try await SetExperience(platform: platform)(number, of: app)
            let said = Words("\(number) 已设为体验版", "\(number) is the experience version now")
            return pages.done(said, to: Paths.version(number, of: app.id), context)
        }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/experience/cancel", .versionSetExperience) {
            _,
            context,
            app in
            let number = try Self.number(context)
            try await SetExperience(platform: platform).cancel(number, of: app)
            let said = Words("已取消体验版", "\(number) is not the experience version any more")
            return pages.done(said, to: Paths.version(number, of: app.id), context)
        }
        routes.inApp(.get, "/apps/{app_id}/versions/{version}/delete", .versionDelete) { request, context, app in
            try await confirmation(request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/delete", .versionDelete) { request, context, app in
            try await delete(request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/describe", .versionDescribe) { request, context, app in
            try await describe(request, context, app)
        }
        routes.open(.get, Paths.rules, .installationRead) { request, context in
            let page = Page(
                "versions/rules",
                title: Words("检查规则", "Inspection rules"),
                model: RulesPage(context.language),
                back: Paths.home
            )
            return try pages.render(page, request, context)
        }
    }

    /// The number in the path; what is not one names no version.
    static func number(_ context: AppContext) throws -> VersionNumber {
        guard let number = VersionNumber(try context.parameters.require("version")) else { throw Refusal.notFound }
        return number
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let writer = VersionWriter(app, platform, context)
        let before = request.query["before"].flatMap { VersionNumber($0) }
        let model = try await VersionListPage.load(writer, platform, before: before)
        let template = model.isEmpty ? "versions/empty" : "versions/list"
        let page = Page(template, title: Words("版本", "Versions"), app: app, model: model)
        return try pages.render(page, request, context)
    }

    private func describe(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try Self.number(context)
        let fields = try await request.form()
        var wish = DescribeVersion.Wish()
        wish.isForwardOnly = fields.isOn("forward_only")
        wish.lowestBaseLibrary = fields["lowest_base_library"]
        do {
            try await DescribeVersion(platform: platform)(number, of: app, wish)
            return pages.done(Words("已保存", "Saved"), to: Paths.version(number, of: app.id), context)
        } catch let refusal as Refusal where refusal.status == 422 {
            return try await detail(request, context, app, typed: wish, problem: refusal)
        }
    }

    private func detail(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: DescribeVersion.Wish? = nil,
        problem: Refusal? = nil
    ) async throws -> Response {
        let number = try Self.number(context)
        let writer = VersionWriter(app, platform, context)
        let before = request.query["before"].flatMap { Int64($0) } ?? .max
        let facts = try await platform.engine.read { db -> VersionPage.Facts? in
            let queries = VersionQueries(db)
            guard let row = try queries.version(number, of: app.id) else { return nil }
            return VersionPage.Facts(
                row: row,
                report: try queries.report(of: row.id).map { try InspectionReport(stored: $0) },
                board: try ReleaseBoard.load(of: app.id, with: row.id, in: db),
                life: try ReleaseHistoryQueries(db)
                    .newest(of: row.id, before: before, limit: VersionPage.lifeLength + 1),
                takedown: row.status == .takenDown ? try TakedownQueries(db).reason(of: row.id) : nil,
                typed: typed,
                problem: problem
            )
        }
        guard let facts else { throw Refusal.notFound }
        let list = try await VersionListPage.load(writer, platform, current: number)
        let model = VersionPage(facts, list: list, writer)
        let title = Words("\(number)", "\(number)")
        let page = Page(
            "versions/detail",
            title: title,
            app: app,
            model: model,
            back: Paths.versions(app.id),
            status: HTTPResponse.Status(code: problem?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func confirmation(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: String = "",
        problem: Words? = nil
    ) async throws -> Response {
        let number = try Self.number(context)
        let (row, largest) = try await platform.engine.read { db in
            let queries = VersionQueries(db)
            return (try queries.version(number, of: app.id), try queries.largestNumber(of: app.id, without: number))
        }
        guard let row else { throw Refusal.notFound }
        guard row.status == .development else { throw Refusal.notDeletable }
        let writer = VersionWriter(app, platform, context)
        let model = DeleteVersionPage(row, largest: largest, writer, typed: typed, problem: problem?[context.language])
        let page = Page(
            "versions/delete",
            title: Words("删除版本", "Delete a version"),
            app: app,
            model: model,
            back: Paths.version(number, of: app.id),
            status: problem == nil ? .ok : .unprocessableContent
        )
        return try pages.render(page, request, context)
    }

    private func delete(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try Self.number(context)
        let fields = try await request.form()
        let typed = PlainText.line(fields["number"] ?? "")
        guard typed == number.description else {
            let problem = Words("输入的不是 \(number)，请完整输入版本号。", "That is not \(number). Type the whole number.")
            return try await confirmation(request, context, app, typed: typed, problem: problem)
        }
        let cancels = fields.isOn("cancel_experience")
        try await DeleteVersion(platform: platform)(number, of: app, cancelsExperience: cancels)
        return pages.done(Words("已删除 \(number)", "\(number) is deleted"), to: Paths.versions(app.id), context)
    }
}

extension VersionWriter {
    init(_ app: AuthorisedApp, _ platform: Platform, _ context: AppContext) {
        self.init(app: app, time: PageTime(platform), language: context.language)
    }
}
