import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The home page, the switcher, and the lists behind them.
struct HomeRoutes {
    let platform: Platform
    let pages: Pages
    let catalogue: Catalogue

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.home, .appList) { request, context, person in
            guard let app = try await current(of: person, context.caller) else {
                return try pages.render(try await emptyHome(person, context), request, context)
            }
            return try await home(app, person, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}", .appView) { request, context, app in
            try await home(app, try context.person(), request, context)
        }
        routes.inApp(.post, "/apps/{app_id}/switch", .appView) { _, context, app in
            try await SwitchMiniProgram(platform: platform)(to: app, by: try context.person().id)
            return pages.done(
                Words("已切换到\(app.name)", "Now in \(app.name)"),
                to: Paths.home,
                context
            )
        }
        routes.signedIn(.get, Paths.apps, .appList) { request, context, person in
            try await list(person, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}/activity", .appView) { request, context, app in
            try await activity(app, request, context)
        }
    }

    /// The mini program that the person chose, when they may still see it; else the one they joined last.
    private func current(of person: SignedInPerson, _ caller: Caller) async throws -> AuthorisedApp? {
        if let chosen = person.currentApp {
            do {
                return try await platform.authorise(chosen, for: .appView, by: caller)
            } catch is Refusal {
                // Closed, or they no longer belong to it.
            }
        }
        let id = person.id
        let newest = try await platform.engine.read { try SwitcherQueries($0).page(of: id, limit: 1).first }
        guard let newest else { return nil }
        return try await platform.authorise(newest.app, for: .appView, by: caller)
    }

    private func home(
        _ app: AuthorisedApp,
        _ person: SignedInPerson,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let (id, visitor) = (app.id, person.id)
        let time = PageTime(platform)
        let today = platform.settings.day(of: time.now)
        let (facts, board, members, information, entries, activity, waiting, feedback, figures) =
            try await platform.engine.read { db in
                (
                    try MiniProgramQueries(db).versionFacts(of: id),
                    try ReleaseBoard.load(of: id, in: db),
                    try MemberListQueries(db).counts(in: id),
                    try InformationQueries(db).information(of: id),
                    try SwitcherQueries(db).newest(of: visitor, inEach: Switcher.most + 1),
                    try JournalQueries(db).activity(of: id, limit: HomePage.lines + 1),
                    try WaitingAnswers(db, of: visitor, at: time.now),
                    try FeedbackIssueQueries(db).open(in: id, upTo: 100),
                    try InsightQueries(db).home(of: id, (today - 1)...today)
                )
            }
        guard let information else { throw Refusal.notFound }
        let model = HomePage(
            app,
            facts: facts,
            board: board,
            members: members,
            completeness: Completeness(of: information, categories: catalogue.categories),
            entries: entries,
            activity: activity,
            waiting: waiting.todos(for: context.caller, time, context.language)
                + FeedbackTodo.all(feedback, of: app, time, context.language),
            figures: HomeFigures(figures, today: today, of: app, context.language),
            time: time,
            language: context.language
        )
        var page = Page("miniprograms/home", title: Words("首页", "Home"), app: app, model: model)
        page.subtitle = nil
        return try pages.render(page, request, context)
    }

    private func emptyHome(_ person: SignedInPerson, _ context: AppContext) async throws -> Page<EmptyHome> {
        let time = PageTime(platform)
        let waiting = try await platform.engine.read { try WaitingAnswers($0, of: person.id, at: time.now) }
        let todos = waiting.todos(for: context.caller, time, context.language)
        let model = EmptyHome(login: person.login, todos: todos, hasTodos: !todos.isEmpty)
        return Page("miniprograms/empty", title: Words("首页", "Home"), model: model)
    }

    private func list(
        _ person: SignedInPerson,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let fields = request.query
        let query = String(PlainText.line(fields["q"] ?? "").prefix(60))
        let filter = AppFilter(rawValue: fields["role"] ?? "") ?? .all
        let cursor = fields["after"].flatMap(SwitcherQueries.Cursor.init(text:))
        let id = person.id
        let found = try await platform.engine.read { db in
            try SwitcherQueries(db).page(
                of: id,
                in: filter.roles,
                named: query,
                after: cursor,
                limit: AppListPage.size + 1
            )
        }
        let rows = found.prefix(AppListPage.size)
        let next = found.count > AppListPage.size ? rows.last.map { SwitcherQueries.Cursor($0).text } : nil
        let model = AppListPage(
            query: query,
            role: filter.rawValue,
            chips: AppFilter.allCases.map { each in
                AppListPage.Chip(
                    label: each.words[context.language],
                    path: Paths.apps(query: query, role: each.rawValue),
                    isCurrent: each == filter
                )
            },
            rows: rows.map { SwitchRow($0, current: person.currentApp, context.language) },
            isEmpty: rows.isEmpty,
            isSearch: !query.isEmpty,
            hasMore: next != nil,
            morePath: Paths.apps(query: query, role: filter.rawValue, after: next)
        )
        let page = Page(
            "miniprograms/list",
            title: Words("全部小程序", "All mini programs"),
            model: model,
            back: Paths.home
        )
        return try pages.render(page, request, context)
    }

    private func activity(_ app: AuthorisedApp, _ request: Request, _ context: AppContext) async throws -> Response {
        let before = request.query["before"].flatMap { Int64($0) } ?? .max
        let id = app.id
        let rows = try await platform.engine.read {
            try JournalQueries($0).activity(of: id, before: before, limit: ActivityPage.size + 1)
        }
        let time = PageTime(platform)
        let shown = rows.prefix(ActivityPage.size)
        let model = ActivityPage(
            lines: shown.map { ActivityLine($0, time, context.language) },
            isEmpty: shown.isEmpty,
            hasMore: rows.count > ActivityPage.size,
            morePath: "\(Paths.activity(id))?before=\(shown.last?.sequence ?? 0)"
        )
        let page = Page(
            "miniprograms/activity",
            title: Words("最近动态", "Recent activity"),
            app: app,
            model: model,
            back: Paths.home
        )
        return try pages.render(page, request, context)
    }
}

/// What somebody without a mini program sees.
struct EmptyHome: Sendable {
    /// What an administrator needs to invite them.
    let login: String
    /// Invitations that wait for their answer.
    let todos: [HomePage.Todo]
    let hasTodos: Bool
}
