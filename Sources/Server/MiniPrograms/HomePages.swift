import Domain

/// The home page of one mini program: the state of things, and what to do next.
struct HomePage: Sendable {
    struct Badge: Sendable {
        let text: String
        /// A class of the style sheet.
        let kind: String
        let icon: String
        let hasIcon: Bool
    }

    struct Quick: Sendable {
        let label: String
        let path: String
        let icon: String
        let kind: String
    }

    /// Something that waits for this person.
    struct Todo: Sendable {
        let title: String
        let detail: String
        let path: String
        let icon: String
        let kind: String
    }

    let name: String
    let id: String
    let tile: Tile
    let role: String
    let badges: [Badge]
    let canSwitch: Bool
    let switcher: Switcher
    let hasExperience: Bool
    let experiencePath: String
    let canUpload: Bool
    let uploadPath: String
    /// What stops a bad release at once: two taps from here.
    let stops: [Step]
    let hasStops: Bool
    let codePath: String
    let quick: [Quick]
    let hasGauge: Bool
    let gauge: Gauge
    let canEdit: Bool
    let todos: [Todo]
    let hasTodos: Bool
    let activity: [ActivityLine]
    let hasActivity: Bool
    let hasMoreActivity: Bool
    let activityPath: String
    let hasFigures: Bool
    let figures: HomeFigures?

    /// Lines of what happened on the home page itself; the rest is a page of its own.
    static let lines = 6

    init(
        _ app: AuthorisedApp,
        facts: MiniProgramQueries.VersionFacts,
        board: ReleaseBoard,
        members: MemberListQueries.Counts,
        completeness: Completeness,
        entries: [SwitcherQueries.Entry],
        activity rows: [ActivityRow],
        waiting: [Todo],
        figures: HomeFigures?,
        time: PageTime,
        language: Language
    ) {
        name = app.name
        id = AppID.grouped(app.id)
        tile = Tile(name: app.name, picture: app.logo)
        role = app.role?.words[language] ?? Words("平台人员", "Operator")[language]
        badges = HomeBadges.all(facts, board, language)
        switcher = Switcher(entries, current: app.id, language)
        canSwitch = switcher.isNeeded
        hasExperience = facts.experience != nil && facts.experienceCode != nil
        experiencePath = facts.experienceCode.map(Paths.experience) ?? ""
        canUpload = app.allows(.versionUpload)
        uploadPath = Paths.upload(app.id)
        codePath = Paths.code(app.id)
        let canSeeMembers = app.allows(.memberView)
        let people = AppWords.members[language]
        var quick = [
            Quick(label: AppWords.versions[language], path: Paths.versions(app.id), icon: "layers", kind: ""),
            canSeeMembers
                ? Quick(
                    label: "\(people) \(members.members)",
                    path: Paths.members(app.id),
                    icon: "people",
                    kind: "gray"
                )
                : Quick(label: AppWords.rules[language], path: Paths.rules, icon: "shield", kind: "warn"),
        ]
        if app.allows(.feedbackView) {
            quick.append(
                Quick(label: AppWords.feedback[language], path: Paths.feedback(app.id), icon: "flag", kind: "bad")
            )
        }
        quick += [
            Quick(label: AppWords.information[language], path: Paths.information(app.id), icon: "card", kind: "warn"),
            Quick(label: AppWords.code[language], path: codePath, icon: "qr", kind: "good"),
        ]
        self.quick = quick
        hasGauge = !completeness.isComplete && app.allows(.versionView)
        gauge = Gauge(completeness, of: app, language)
        canEdit = app.allows(.appEdit)
        todos = waiting + HomeTodos.all(facts, board, requests: members.requests, of: app, time, language)
        stops = ReleaseTodos(board: board, app: app, time: time, language: language).stops
        hasStops = !stops.isEmpty
        hasTodos = !todos.isEmpty
        activity = rows.prefix(Self.lines).map { ActivityLine($0, time, language) }
        hasActivity = !activity.isEmpty
        hasMoreActivity = rows.count > Self.lines
        activityPath = Paths.activity(app.id)
        (self.figures, hasFigures) = (figures, figures != nil)
    }
}

/// Words that stand on several pages of a mini program.
enum AppWords {
    static let versions = Words("版本管理", "Versions")
    static let members = Words("成员管理", "Members")
    static let feedback = Words("用户反馈", "Feedback")
    static let information = Words("基础信息", "Base information")
    static let code = Words("小程序码", "QR code")
    static let rules = Words("检查规则", "Check rules")
}

/// How complete the base information is, as a ring with links to what lacks.
struct Gauge: Sendable {
    struct Lack: Sendable {
        let label: String
        let path: String
    }

    let percent: Int
    /// A class of the style sheet.
    let kind: String
    let missing: Int
    let isComplete: Bool
    let lacks: [Lack]

    init(_ completeness: Completeness, of app: AuthorisedApp, _ language: Language) {
        percent = completeness.percent
        kind = completeness.isComplete ? "good" : ""
        missing = completeness.missing.count
        isComplete = completeness.isComplete
        lacks = completeness.missing.map { Lack(label: $0.words[language], path: Paths.field($0.field, of: app.id)) }
    }
}
