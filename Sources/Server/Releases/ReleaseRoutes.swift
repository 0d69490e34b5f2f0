import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The pages that ask once more, and what they do.
struct ReleaseRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        let version = "/apps/{app_id}/versions/{version}"
        add(.endGray, "\(version)/gray/end", to: routes)
        add(.pause, "\(version)/gray/pause", to: routes)
        add(.stop, "\(version)/gray/stop", to: routes)
        add(.replace, "\(version)/replace", to: routes)
        add(.release, "\(version)/release", to: routes)
        add(.rollBack, "\(version)/rollback", to: routes)
        add(.takeOffline, "\(version)/offline", to: routes)
        routes.inApp(.get, "\(version)/gray/enlarge", .versionGray) { request, context, app in
            let share = GrayShare(percent: request.query["share"] ?? "")
            return try await ask(try await enlargement(to: share, app), request, context, app)
        }
        routes.inApp(.post, "\(version)/gray/enlarge", .versionGray) { request, context, app in
            let fields = try await request.form()
            guard let share = GrayShare(percent: PlainText.line(fields["share"] ?? "")) else { throw Refusal.noShare }
            return try await carryOut(.enlarge(share), fields, request, context, app)
        }
    }

    private func add(_ act: ReleaseAct, _ path: String, to routes: Routes) {
        routes.inApp(.get, path, act.action) { try await ask(act, $0, $1, $2) }
        routes.inApp(.post, path, act.action) { request, context, app in
            try await carryOut(act, try await request.form(), request, context, app)
        }
    }

    /// To the share that was named, or to the next preset.
    private func enlargement(to share: GrayShare?, _ app: AuthorisedApp) async throws -> ReleaseAct {
        if let share { return .enlarge(share) }
        let board = try await platform.engine.read { try ReleaseBoard.load(of: app.id, in: $0) }
        return .enlarge(board.nextPreset ?? .everyone)
    }

    private func writer(_ context: AppContext, _ app: AuthorisedApp) async throws -> ConfirmationWriter {
        let number = try VersionRoutes.number(context)
        let found = try await platform.engine.read { db -> (VersionRow, ReleaseBoard)? in
            guard let row = try VersionQueries(db).version(number, of: app.id) else { return nil }
            return (row, try ReleaseBoard.load(of: app.id, with: row.id, in: db))
        }
        guard let (row, board) = found, let entry = board.line.entries[row.id] else { throw Refusal.notFound }
        let writer = VersionWriter(app, platform, context)
        return ConfirmationWriter(row: row, entry: entry, board: board, writer: writer)
    }

    private func ask(
        _ act: ReleaseAct,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: ConfirmationWriter.Typed = .init(),
        refusal known: Refusal? = nil
    ) async throws -> Response {
        let writer = try await writer(context, app)
        let refusal = known ?? writer.refusal(of: act)
        let model = refusal.map { writer.refused(act, $0) } ?? writer.page(act, typed: typed)
        let page = Page(
            "releases/confirm",
            title: act.title,
            app: app,
            model: model,
            back: act.back(writer.number, of: app.id),
            status: HTTPResponse.Status(code: refusal?.status ?? (typed.problem == nil ? 200 : 422))
        )
        return try pages.render(page, request, context)
    }

    private func carryOut(
        _ act: ReleaseAct,
        _ fields: FormFields,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp
    ) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let text = PlainText.line(fields["typed"] ?? "")
        let seen = fields["seen"].flatMap { $0.isEmpty ? nil : ID<GrayRelease>(rawValue: PlainText.line($0)) }
        do {
            let said: Words
            switch act {
            case .enlarge(let share):
                try await SetGrayShare(platform: platform)(number, of: app, share: share, seen: .running(seen))
                said = Words("\(number) 已扩大到 \(share)% 的用户", "\(number) now reaches \(share)% of users")
            case .endGray:
                try await EndGray(platform: platform)(number, of: app, seen: seen)
                said = Words("\(number) 的灰度已结束", "The gray release of \(number) is over")
            case .pause:
                try await ChangeGraySchedule(platform: platform).pause(app, of: number)
                said = Words("灰度计划已暂停", "The schedule is paused")
            case .stop:
                try await ChangeGraySchedule(platform: platform).stop(app, of: number)
                said = Words("灰度计划已停止", "The schedule is stopped")
            case .replace:
                try await ReplaceGray(platform: platform)(number, of: app)
                said = Words("\(number) 已接管灰度用户", "\(number) took over the gray release")
            case .release:
                try await ReleaseVersion(platform: platform)(number, of: app)
                said = Words("\(number) 已上架", "\(number) is online for everybody")
            case .rollBack:
                try await RollBack(platform: platform)(number, of: app, confirmed: VersionNumber(text))
                said = Words("已从 \(number) 回滚", "Rolled back from \(number)")
            case .takeOffline:
                if text != app.name {
                    let problem = Words(
                        "输入的不是“\(app.name)”，请完整输入名称。",
                        "That is not “\(app.name)”. Type the whole name."
                    )
                    return try await ask(act, request, context, app, typed: .init(text: text, problem: problem))
                }
                try await TakeOffline(platform: platform)(number, of: app)
                said = Words("\(number) 已下架", "\(number) is offline")
            }
            return pages.done(said, to: act.back(number, of: app.id), context)
        } catch let refusal as Refusal where refusal.code == "FORWARD_ONLY_CONFIRMATION_REQUIRED" {
            let problem = Words("请输入 \(number)，确认要回滚。", "Type \(number) to confirm the roll back.")
            return try await ask(act, request, context, app, typed: .init(text: text, problem: problem))
        } catch let refusal as Refusal where refusal.status == 409 {
            // A rule stands in the way, or somebody was first: what stands now, and why.
            return try await ask(act, request, context, app, refusal: refusal)
        }
    }
}

extension ConfirmationWriter {
    /// What stands in the way of an act now.
    func refusal(of act: ReleaseAct) -> Refusal? {
        guard let command = act.command(on: entry) else {
            guard let gray = board.gray, gray.version == row.id, gray.isScheduled else { return .noSchedule }
            return act == .pause && gray.state == .paused ? .noSchedule : nil
        }
        return board.refusal(of: command, on: entry.id, by: writer.app.caller.person)
    }
}

extension Refusal {
    fileprivate static let noShare = invalid([
        FieldProblem(
            field: "share",
            words: Words("比例是 0.01 到 100，最多两位小数。", "A share is 0.01 to 100 with at most two decimals.")
        )
    ])
}
