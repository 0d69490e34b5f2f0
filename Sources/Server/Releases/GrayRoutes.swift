import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The page of a version's gray release: begin, enlarge, schedule.
struct GrayRoutes {
    let platform: Platform
    let pages: Pages

    /// The share that a gray release mostly begins with, in per cent.
    private static let firstPreset = "10"
    /// Lines of a timeline that the history of shares is read from.
    private static let mostEvents = 100

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/versions/{version}/gray", .versionView) { request, context, app in
            var form = GrayForm(request.query)
            if let plan = request.query["plan"] { form.rows = try await rows(of: plan, form, context, app) }
            return try await page(request, context, app, form)
        }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/gray", .versionGray) { request, context, app in
            try await set(request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/gray/resume", .versionGray) { request, context, app in
            try await resume(request, context, app)
        }
    }

    /// The rows of a schedule that is offered by this name; `current` is the one that is under way.
    private func rows(
        of plan: String,
        _ form: GrayForm,
        _ context: AppContext,
        _ app: AuthorisedApp
    ) async throws -> [GrayForm.Row] {
        let gray = try await platform.engine.read { try RunningGrayQueries($0).running(of: app.id) }
        if plan == "current" {
            let left = gray?.left.map { GraySchedule.Step(at: $0.at, share: $0.share) } ?? []
            return GrayForm(left, platform.settings).rows
        }
        let version = try await version(context, app)
        let present = gray.flatMap { $0.version == version.id ? $0.share : nil }
        let chosen = GrayShare(percent: form.share.isEmpty ? form.preset : form.share)
        let base = chosen ?? present ?? GrayShare(ppm: 100_000) ?? .everyone
        let offers = GrayPlanOffer.all(after: base, now: platform.world.now(), platform.settings)
        return GrayForm(offers.first { $0.name == plan }?.steps ?? [], platform.settings).rows
    }

    private func version(_ context: AppContext, _ app: AuthorisedApp) async throws -> VersionRow {
        let number = try VersionRoutes.number(context)
        guard let row = try await platform.engine.read({ try VersionQueries($0).version(number, of: app.id) }) else {
            throw Refusal.notFound
        }
        return row
    }

    func page(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        _ form: GrayForm,
        problem: Refusal? = nil,
        reason: GuardPanel.Reason = .init()
    ) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let found = try await platform.engine.read { db -> (VersionRow, ReleaseBoard, [ActivityRow], GuardReading)? in
            guard let row = try VersionQueries(db).version(number, of: app.id) else { return nil }
            let board = try ReleaseBoard.load(of: app.id, with: row.id, in: db)
            let events = try ReleaseHistoryQueries(db).newest(of: row.id, limit: Self.mostEvents)
            return (row, board, events, try GuardReading(of: row.id, in: app.id, board, db))
        }
        guard let (row, board, events, reading) = found else { throw Refusal.notFound }
        let writer = VersionWriter(app, platform, context)
        var form = form
        // The picture shows what the form would do.
        if board.gray?.version != row.id, form.preset.isEmpty, form.share.isEmpty, problem == nil {
            form.preset = Self.firstPreset
        }
        let panel = GuardPanel(row, reading, events, reason, writer)
        let model = GrayPage(row, board, events, panel, form: form, problem: problem, writer, platform.settings)
        let page = Page(
            "releases/gray",
            title: Words("\(number) 灰度发布", "Gray release of \(number)"),
            app: app,
            model: model,
            back: Paths.version(number, of: app.id),
            status: HTTPResponse.Status(code: problem?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func set(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let form = GrayForm(try await request.form())
        let row = try await version(context, app)
        do {
            let gray = try await platform.engine.read { try RunningGrayQueries($0).running(of: app.id) }
            let present = gray.flatMap { $0.version == row.id ? $0.share : nil }
            let share = try form.chosenShare(now: present)
            let steps = try form.steps(platform.settings)
            try await SetGrayShare(platform: platform)(
                row.number,
                of: app,
                share: share,
                schedule: steps,
                onStop: form.onStop.isEmpty ? nil : try GuardAction.read(form.onStop),
                seen: form.seen
            )
            let said =
                share == present
                ? Words("灰度计划已更新", "The schedule is changed")
                : Words("\(row.number) 已灰度到 \(share)% 的用户", "\(row.number) now reaches \(share)% of users")
            return pages.done(said, to: ReleasePaths.gray(row.number, of: app.id), context)
        } catch let refusal as Refusal where refusal.status == 422 || Self.isAboutTheShare(refusal) {
            return try await page(request, context, app, form, problem: refusal.at("share"))
        } catch let refusal as Refusal where refusal.status == 409 {
            // Somebody was first, or the rules stand in the way: what stands now, and why.
            return try await page(request, context, app, form, problem: refusal)
        }
    }

    private func resume(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try VersionRoutes.number(context)
        do {
            try await ChangeGraySchedule(platform: platform).resume(app, of: number)
        } catch let refusal as Refusal where refusal.status == 409 && !request.wantsJSON {
            return try await page(request, context, app, GrayForm(), problem: refusal)
        }
        let said = Words("灰度计划继续执行", "The schedule goes on")
        return pages.done(said, to: ReleasePaths.gray(number, of: app.id), context)
    }

    private static func isAboutTheShare(_ refusal: Refusal) -> Bool {
        ["GRAY_STRATEGY_NOT_ALLOW_REDUCE", "GRAY_STRATEGY_IS_INVALID"].contains(refusal.code)
    }
}
