import Domain

/// What stands in the badges of the current mini program.
enum HomeBadges {
    static func all(
        _ facts: MiniProgramQueries.VersionFacts,
        _ board: ReleaseBoard,
        _ language: Language
    ) -> [HomePage.Badge] {
        func badge(_ words: Words, _ kind: String, icon: String = "") -> HomePage.Badge {
            HomePage.Badge(text: words[language], kind: kind, icon: icon, hasIcon: !icon.isEmpty)
        }
        var badges: [HomePage.Badge] = []
        if let number = facts.released { badges.append(badge(Words("线上 \(number)", "Live \(number)"), "good")) }
        if let number = facts.gray {
            let share = board.gray.map { " · \($0.share)%" } ?? ""
            badges.append(badge(Words("灰度 \(number)\(share)", "Gray \(number)\(share)"), "gray"))
        }
        if let number = facts.inReview { badges.append(badge(Words("审核中 \(number)", "In review \(number)"), "blue")) }
        if let entry = board.line.underway.first(where: { $0.status == .rejected }) {
            badges.append(badge(Words("审核驳回 \(entry.number)", "Rejected \(entry.number)"), "bad"))
        }
        if let number = facts.experience {
            badges.append(badge(Words("体验版 \(number)", "Experience \(number)"), "blue", icon: "pin"))
        }
        if badges.isEmpty { badges.append(badge(Words("未上架", "Not released"), "")) }
        return badges
    }
}

/// What waits for this person in a mini program, the most urgent first.
enum HomeTodos {
    /// Development versions that there is room for.
    static let mostVersions = 20

    static func all(
        _ facts: MiniProgramQueries.VersionFacts,
        _ board: ReleaseBoard,
        requests: Int,
        of app: AuthorisedApp,
        _ time: PageTime,
        _ language: Language
    ) -> [HomePage.Todo] {
        var todos = ReleaseTodos(board: board, app: app, time: time, language: language).all
        func add(_ title: Words, _ detail: Words, _ path: String, _ icon: String, _ kind: String) {
            todos.append(
                HomePage.Todo(
                    title: title[language],
                    detail: detail[language],
                    path: path,
                    icon: icon,
                    kind: kind
                )
            )
        }
        if requests > 0, app.allows(.memberAdmit) {
            add(
                Words("\(requests) 人申请加入", "Asking to join: \(requests)"),
                Words("成员管理 · 由你决定", "Members · you decide"),
                Paths.members(app.id),
                "people",
                ""
            )
        }
        if let number = facts.experience, facts.experienceErrors > 0, app.allows(.versionView) {
            let errors = facts.experienceErrors
            add(
                Words("\(number) 有 \(errors) 处错误，还不能提审", "\(number) is not ready to submit, errors: \(errors)"),
                Words("提审检查 · 看看怎么改", "Inspection · see what to mend"),
                Paths.version(number, of: app.id),
                "warn",
                "warn"
            )
        }
        guard app.allows(.versionUpload) else { return todos }
        if !facts.hasVersions {
            add(
                Words("还没有版本", "No version yet"),
                Words("上传第一个代码包，上传后马上检查", "Upload the first package; it is checked at once"),
                Paths.upload(app.id),
                "upload",
                ""
            )
        } else if facts.experience == nil, let latest = facts.latest {
            add(
                Words("还没有体验版", "No experience version yet"),
                Words("把 \(latest) 设为体验版，扫码就能打开", "Make \(latest) it, and a scan opens it"),
                Paths.version(latest, of: app.id),
                "pin",
                ""
            )
        }
        if facts.development >= mostVersions {
            add(
                Words("开发版本已满 \(mostVersions) 个", "\(mostVersions) development versions: full"),
                Words("删除不用的版本，才能再上传", "Delete what is not used to upload again"),
                Paths.versions(app.id),
                "layers",
                "warn"
            )
        }
        return todos
    }
}
