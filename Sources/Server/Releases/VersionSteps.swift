import Domain

/// A button of a version: what may be done next, or what stands in the way of it.
struct Step: Sendable {
    let name: String
    /// Classes of the style sheet.
    let kind: String
    let icon: String
    let path: String
    /// What it means, in a few words, where there is room.
    let detail: String
    let hasDetail: Bool
    /// Whether it acts at once; otherwise it leads to a page that asks first.
    let isPost: Bool
    /// The rule that refuses it now.
    let reason: String
    let isRefused: Bool
    /// Whether it takes something from users.
    let isDanger: Bool

    init(
        _ name: String,
        _ kind: String = "quiet",
        icon: String = "chevron",
        path: String,
        detail: String = "",
        isPost: Bool = false,
        reason: String? = nil
    ) {
        (self.name, self.kind, self.icon, self.path, self.detail, self.isPost) = (
            name, kind, icon, path, detail, isPost
        )
        hasDetail = !detail.isEmpty
        isDanger = kind.contains("danger")
        self.reason = reason ?? ""
        isRefused = reason != nil
    }

    /// The same as the first button of its card.
    var primary: Step { looking("") }

    /// The same where nothing is wrong yet.
    var calm: Step { looking("quiet") }

    private func looking(_ kind: String) -> Step {
        let reason = isRefused ? reason : nil
        return Step(name, kind, icon: icon, path: path, detail: detail, isPost: isPost, reason: reason)
    }
}

/// What can be done with the versions of one mini program by the one who looks: what the status allows and the policy allows
/// them, each with the rule that refuses it now, if one does.
struct VersionSteps: Sendable {
    let board: ReleaseBoard
    let app: AuthorisedApp
    let language: Language

    private func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }

    /// In the order in which they matter; the first is the natural next step.
    func all(of version: ID<Version>) -> [Step] {
        guard let entry = board.line.entries[version] else { return [] }
        let possible = Set(entry.status.possibleActions)
        return Self.order.filter(possible.contains).compactMap { step($0, entry) }
    }

    /// One of them.
    func step(_ action: VersionAction, of version: ID<Version>) -> Step? {
        guard let entry = board.line.entries[version], entry.status.possibleActions.contains(action) else { return nil }
        return step(action, entry)
    }

    private static let order: [VersionAction] = [
        .submit, .startGray, .enlargeGray, .release, .rollBack, .endGray, .withdraw, .returnToDevelopment, .takeOffline,
        .delete,
    ]

    /// The rule that refuses a command now, in the page's language.
    private func reason(_ command: VersionCommand, _ entry: ReleaseLine.Entry) -> String? {
        board.refusal(of: command, on: entry.id, by: app.caller.person)?.words[language]
    }

    private func step(_ action: VersionAction, _ entry: ReleaseLine.Entry) -> Step? {
        switch action {
        case .submit: app.allows(.versionSubmit) ? submit(entry) : nil
        case .withdraw, .returnToDevelopment: app.allows(.versionWithdraw) ? takeBack(action, entry) : nil
        case .startGray: app.allows(.versionGray) ? startGray(entry) : nil
        case .enlargeGray, .endGray: app.allows(.versionGray) ? changeGray(action, entry) : nil
        case .release: app.allows(.versionRelease) ? release(entry) : nil
        case .rollBack: app.allows(.versionRollBack) ? rollBack(entry) : nil
        case .takeOffline: app.allows(.versionTakeOffline) ? takeOffline(entry) : nil
        case .delete: app.allows(.versionDelete) ? delete(entry) : nil
        case .approve, .approveBase, .reject, .replace, .restore, .forceOffline: nil
        }
    }

    private func submit(_ entry: ReleaseLine.Entry) -> Step {
        let submission = ID<Submission>(rawValue: "")
        let plain = reason(.submit(submission, replacesGray: false, isExpress: false), entry)
        let replaces = plain != nil && reason(.submit(submission, replacesGray: true, isExpress: false), entry) == nil
        return Step(
            replaces ? say("提审替换", "Submit to replace") : say("提审", "Submit"),
            "soft",
            icon: "shield",
            path: Paths.submit(entry.number, of: app.id),
            detail: replaces
                ? say("审核期间灰度继续，通过后接管同一批用户", "The gray release goes on; once passed, it takes over its users")
                : say("通过审核后才能灰度和上架", "Needed before a gray release"),
            reason: replaces ? nil : plain
        )
    }

    private func takeBack(_ action: VersionAction, _ entry: ReleaseLine.Entry) -> Step {
        action == .withdraw
            ? Step(
                action.words[language],
                icon: "back",
                path: Paths.withdraw(entry.number, of: app.id),
                detail: say("回到开发中，可以修改后再提审", "Back in development, to be mended and submitted again")
            )
            : Step(
                action.words[language],
                icon: "back",
                path: Paths.returnToDevelopment(entry.number, of: app.id),
                detail: say("回到开发中，再次发布要重新审核", "Back in development; it then needs another review")
            )
    }

    private func startGray(_ entry: ReleaseLine.Entry) -> Step {
        if board.line.isReplacement(entry) {
            let running = board.grayEntry?.number.description ?? ""
            return Step(
                say("替换灰度版", "Replace the gray version"),
                "",
                icon: "swap",
                path: ReleasePaths.replace(entry.number, of: app.id),
                detail: say("接管 \(running) 的同一批用户", "Takes over exactly the users of \(running)"),
                reason: reason(.replaceGray, entry)
            )
        }
        // Whether one may begin does not depend on its chance.
        let salt = CohortSalt(bytes: [UInt8](repeating: 0, count: CohortSalt.byteCount))
        return Step(
            say("开始灰度", "Start a gray release"),
            "",
            icon: "layers",
            path: ReleasePaths.gray(entry.number, of: app.id),
            detail: say("先给一部分用户，再逐步扩大", "To a share of users first"),
            reason: salt.flatMap { reason(.startGray(ID(rawValue: ""), $0, .everyone, isAutomatic: false), entry) }
        )
    }

    private func changeGray(_ action: VersionAction, _ entry: ReleaseLine.Entry) -> Step? {
        guard action == .enlargeGray else {
            return Step(
                say("结束灰度", "End it"),
                "danger",
                icon: "power",
                path: ReleasePaths.endGray(entry.number, of: app.id),
                detail: say("灰度用户换回线上版本", "Its users go back to what is online")
            )
        }
        guard let next = board.nextPreset else { return nil }
        return Step(
            say("扩大至 \(next)%", "Enlarge to \(next)%"),
            "",
            icon: "people",
            path: ReleasePaths.enlarge(entry.number, of: app.id, to: next)
        )
    }

    private func release(_ entry: ReleaseLine.Entry) -> Step {
        Step(
            say("上架", "Release"),
            "quiet",
            icon: "globe",
            path: ReleasePaths.release(entry.number, of: app.id),
            detail: say("给所有用户", "To everybody"),
            reason: reason(.release, entry)
        )
    }

    private func rollBack(_ entry: ReleaseLine.Entry) -> Step {
        let refusal = board.refusal(of: .rollBack(confirmed: entry.number), on: entry.id, by: app.caller.person)
        let target = refusal == nil ? board.rollBackTarget(from: entry) : board.previousOnline
        return Step(
            target.map { say("回滚到 \($0.number)", "Roll back to \($0.number)") } ?? say("回滚", "Roll back"),
            "danger",
            icon: "history",
            path: ReleasePaths.rollBack(entry.number, of: app.id),
            detail: say("所有用户换回上一个版本，不需要审核", "Everybody goes back to the version before, without review"),
            reason: refusal?.words[language]
        )
    }

    private func takeOffline(_ entry: ReleaseLine.Entry) -> Step {
        Step(
            say("下架", "Take offline"),
            "bare danger",
            icon: "power",
            path: ReleasePaths.offline(entry.number, of: app.id),
            detail: say("所有用户都打不开，直到有版本上架", "Nobody can open it until a version is released"),
            reason: reason(.takeOffline, entry)
        )
    }

    private func delete(_ entry: ReleaseLine.Entry) -> Step {
        Step(
            entry.isExperience ? say("取消体验版并删除", "Cancel and delete") : say("删除", "Delete"),
            "bare danger",
            icon: "trash",
            path: Paths.deleteVersion(entry.number, of: app.id),
            detail: say("代码包和检查结果一并删除", "Its package and inspection go with it")
        )
    }
}

extension ReleaseBoard {
    /// The version that was online before, whether or not it can be gone back to now.
    var previousOnline: ReleaseLine.Entry? { line.previous.flatMap { line.entries[$0] } }
}
