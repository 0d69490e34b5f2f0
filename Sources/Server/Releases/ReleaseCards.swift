import Domain

/// The gray version, on top of the list.
struct GrayCard: Sendable {
    let version: VersionCard
    let picture: String
    /// Per cent, for the bar's width.
    let width: String
    let who: String
    let duration: String
    let plan: String
    let hasPlan: Bool
    let steps: [Step]
    let hasSteps: Bool
    let reason: String
    let hasReason: Bool
    let grayPath: String
    let comparePath: String
    let hasCompare: Bool
    let menu: [Step]

    init?(_ row: VersionRow, _ board: ReleaseBoard, _ writer: VersionWriter, current: VersionNumber?) {
        guard let gray = board.gray, gray.version == row.id else { return nil }
        let (app, words) = (writer.app, GrayWords(time: writer.time, language: writer.language))
        version = writer.card(row, board, current: current)
        let online = board.line.released?.number
        picture = writer.say(
            "\(gray.share)% 的用户和所有成员用 \(row.number)",
            "\(gray.share)% of users and all members get \(row.number)"
        )
        width = "\(max(gray.share.percent, 0.6))"
        who =
            gray.share == .everyone
            ? writer.say("所有用户和成员可见", "All users and members")
            : online.map {
                writer.say(
                    "\(gray.share)% 的用户和成员可见，其余用 \($0)",
                    "\(gray.share)% of users and members; the rest get \($0)"
                )
            }
                ?? writer.say(
                    "\(gray.share)% 的用户和成员可见，其余打不开",
                    "\(gray.share)% of users and members; the rest get nothing"
                )
        duration = words.duration(of: gray)
        plan = words.plan(of: gray) ?? ""
        hasPlan = !plan.isEmpty
        let all = VersionSteps(board: board, app: app, language: writer.language)
        let release = all.step(.release, of: row.id)
        steps = [all.step(.enlargeGray, of: row.id) ?? release, all.step(.endGray, of: row.id)].compactMap(\.self)
            .map { $0.path == release?.path ? $0.primary : $0 }
        hasSteps = !steps.isEmpty
        menu = steps.contains { $0.path == release?.path } ? [] : [release].compactMap(\.self)
        reason = (steps + menu).first { $0.isRefused }?.reason ?? ""
        hasReason = !reason.isEmpty
        grayPath = ReleasePaths.gray(row.number, of: app.id)
        comparePath = online.map { Paths.compare(app.id, from: $0, to: row.number) } ?? ""
        hasCompare = online != nil
    }
}

/// A version with the reviewers or decided, and what can be done next.
struct UnderwayCard: Sendable {
    let version: VersionCard
    let title: String
    let note: String
    let hasNote: Bool
    let noteKind: String
    let noteIcon: String
    let steps: [Step]
    let hasSteps: Bool
    let reason: String
    let hasReason: Bool

    init(_ row: VersionRow, _ board: ReleaseBoard, _ writer: VersionWriter, current: VersionNumber?) {
        let app = writer.app
        let entry = board.line.entries[row.id]
        let isReplacement = entry.map(board.line.isReplacement) ?? false
        let running = board.grayEntry?.number.description ?? ""
        version = writer.card(row, board, current: current)
        title =
            isReplacement
            ? writer.say("紧急修复，替换 \(running)", "Hotfix for \(running)") : row.status.words[writer.language]
        let review = Step(
            writer.say("审核详情", "Review"),
            row.status == .rejected ? "" : "quiet",
            path: Paths.review(row.number, of: app.id)
        )
        let all = VersionSteps(board: board, app: app, language: writer.language).all(of: row.id)
        steps = row.status == .gray ? all : row.status == .rejected ? [review] + all : all + [review]
        hasSteps = !steps.isEmpty
        reason = steps.first { $0.isRefused }?.reason ?? ""
        hasReason = !reason.isEmpty
        let since = writer.time.elapsed(since: row.statusAt, writer.language)
        switch row.status {
        case .inReview:
            (noteKind, noteIcon) = ("still", "clock")
            note = writer.say("已等待 \(since)", "Waiting for \(since)")
        case .rejected:
            (noteKind, noteIcon) = ("bad", "error")
            let types = board.rejection.map { $0.words[writer.language] }
            note =
                types.isEmpty
                ? writer.say("审核未通过", "It did not pass")
                : writer.say(
                    "审核未通过：\(types.joined(separator: "、"))",
                    "It did not pass: \(types.joined(separator: ", "))"
                )
        case .approved, .approvedBase:
            (noteKind, noteIcon) = ("good", "check")
            note =
                isReplacement
                ? writer.say(
                    "已通过审核，可以一步接管 \(running) 的灰度用户",
                    "It passed. It can take over the users of \(running) in one step"
                )
                : row.status == .approvedBase
                    ? writer.say("准入通过，可以发布，但不会被推荐", "Passed: it may be released, but is not promoted")
                    : writer.say("已通过审核，先灰度再上架", "It passed. Start with a gray release")
        case .development, .gray, .released, .offline, .takenDown: (note, noteKind, noteIcon) = ("", "", "")
        }
        hasNote = !note.isEmpty
    }
}

/// What is online, with the way back.
struct OnlineCard: Sendable {
    let version: VersionCard
    let meta: String
    let link: String
    let download: String
    let downloadName: String
    let shareTitle: String
    let rollBack: Step?
    let takeOffline: Step?
    let comparePath: String
    let compareName: String
    let hasCompare: Bool
    let historyPath: String
    let rulesPath: String
    let hasRules: Bool
    let describePath: String
    let canDescribe: Bool

    init(
        _ row: VersionRow,
        _ board: ReleaseBoard,
        _ writer: VersionWriter,
        _ settings: Settings,
        current: VersionNumber?
    ) {
        let app = writer.app
        version = writer.card(row, board, current: current)
        let at = writer.time.short(board.arrival?.at ?? row.statusAt, writer.language)
        let isRollBack = board.arrival?.isRollBack ?? board.line.wasRolledBack
        let who = board.arrival?.who
        meta =
            isRollBack
            ? writer.say(
                "\(at) 由\(who ?? "系统")回滚恢复，全部用户",
                "Back by a roll back \(at)\(who.map { " by \($0)" } ?? ""), for everybody"
            )
            : writer.say(
                "\(at) \(who.map { "由\($0)" } ?? "")上架，全部用户",
                "Released \(at)\(who.map { " by \($0)" } ?? ""), for everybody"
            )
        link = settings.openLink(of: app.id)
        download = "\(Paths.code(app.id)).png?logo=1&save=1"
        downloadName = writer.say("\(app.name) 线上版本.png", "\(app.name) online.png")
        shareTitle = writer.say("\(app.name) 线上版本 \(row.number)", "\(app.name) \(row.number)")
        let steps = VersionSteps(board: board, app: app, language: writer.language)
        rollBack = steps.step(.rollBack, of: row.id)
        takeOffline = steps.step(.takeOffline, of: row.id)
        let other = board.grayEntry ?? board.previousOnline
        hasCompare = other != nil
        compareName = other.map { writer.say("和 \($0.number) 对比", "Compare with \($0.number)") } ?? ""
        comparePath =
            other.map {
                $0.number < row.number
                    ? Paths.compare(app.id, from: $0.number, to: row.number)
                    : Paths.compare(app.id, from: row.number, to: $0.number)
            } ?? ""
        historyPath = ReleasePaths.history(app.id)
        rulesPath = ReleasePaths.rules(app.id)
        hasRules = app.allows(.releaseRules)
        describePath = "\(Paths.version(row.number, of: app.id))#describe"
        canDescribe = app.allows(.versionDescribe)
    }
}
