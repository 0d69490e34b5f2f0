import Domain

/// The experience version's code: large, to be saved and shared, and who may open it.
struct ExperiencePage: Sendable {
    let tile: Tile
    let name: String
    let badge: String
    let hasVersion: Bool
    let link: String
    let picture: String
    let png: String
    let svg: String
    let pngName: String
    let svgName: String
    let openPath: String
    let isOpenToAnyone: Bool
    let openNote: String
    let canManage: Bool
    let openAction: String
    let revokeAction: String
    let until: String
    let earliest: String
    let latest: String
    let mostDays: Int
    let problem: String
    let hasProblem: Bool

    init(
        _ experience: Experience,
        _ row: VersionRow?,
        _ writer: VersionWriter,
        _ platform: Platform,
        typed: String? = nil,
        problem: String? = nil
    ) throws {
        let (app, now, settings) = (writer.app, platform.world.now(), platform.settings)
        tile = Tile(name: app.name, picture: app.logo)
        name = app.name
        hasVersion = row != nil
        badge =
            row.map { writer.say("体验版 \($0.number)", "Experience \($0.number)") } ?? writer.say("还没有体验版", "None set")
        link = settings.publicURL + Paths.experience(experience.code)
        picture = try CodePicture(link: link).source()
        png = Paths.experienceCode(app.id, .png)
        svg = Paths.experienceCode(app.id, .svg)
        pngName = writer.say("\(app.name) 体验版.png", "\(app.name) experience.png")
        svgName = writer.say("\(app.name) 体验版.svg", "\(app.name) experience.svg")
        openPath = Paths.experience(experience.code)
        isOpenToAnyone = experience.isOpen(at: now)
        let end = experience.openUntil.map { writer.time.short($0, writer.language) } ?? ""
        openNote =
            isOpenToAnyone
            ? writer.say("任何拿到链接的人都能打开，到 \(end)为止", "Open to anyone with the link until \(end)")
            : writer.say("只有成员能打开", "Members only")
        canManage = app.allows(.experienceManage)
        openAction = Paths.openExperience(app.id)
        revokeAction = Paths.revokeExperience(app.id)
        let day: (Instant) -> String = { CivilDate($0, offsetSeconds: settings.zoneOffset($0)).isoDay }
        until = typed ?? experience.openUntil.filter { $0 > now }.map { day($0.adding(seconds: -1)) } ?? ""
        earliest = day(now)
        latest = day(now.adding(seconds: Int64(VersionRules.mostOpenDays - 1) * 86_400))
        mostDays = VersionRules.mostOpenDays
        self.problem = problem ?? ""
        hasProblem = problem != nil
    }
}

extension Optional {
    fileprivate func filter(_ isWanted: (Wrapped) -> Bool) -> Wrapped? { flatMap { isWanted($0) ? $0 : nil } }
}

/// What somebody sees who has a link but may not open what it leads to, or where there is nothing to open now.
struct GatePage: Sendable {
    let tile: Tile
    let name: String
    let person: String
    let administrators: String
    let hasAdministrators: Bool
    /// There is no experience version at the moment; otherwise the visitor is not a member.
    let isEmpty: Bool
    let isMember: Bool
    let versionsPath: String
    /// Whether they may ask to be let in, and whether they have.
    let canAsk: Bool
    let hasAsked: Bool
    let askPath: String
    let most: Int
}

/// A preview's ticket: its code, and how long it lasts.
struct PreviewPage: Sendable {
    let title: String
    let meta: String
    let link: String
    let picture: String
    let path: String
    let png: String
    let svg: String
    let pngName: String
    let shareTitle: String
    let endAction: String
    let until: String
    let remaining: String
    let percent: Int
    let report: ReportPage?

    init(_ row: PreviewRow, _ report: InspectionReport?, _ writer: VersionWriter, _ settings: Settings) throws {
        let app = writer.app
        title = app.name
        let at = writer.time.short(row.createdAt, writer.language)
        meta = writer.say(
            "\(row.uploader) · \(at)上传 · \(PageSize.text(row.packageSize)) · 不占版本号",
            "\(row.uploader) · \(at) · \(PageSize.text(row.packageSize)) · takes no number"
        )
        link = settings.publicURL + Paths.preview(row.code)
        picture = try CodePicture(link: link).source()
        path = Paths.preview(row.code)
        png = Paths.previewCode(row.code, of: app.id, .png)
        svg = Paths.previewCode(row.code, of: app.id, .svg)
        pngName = writer.say("\(app.name) 预览.png", "\(app.name) preview.png")
        shareTitle = writer.say("\(app.name) 预览", "\(app.name) preview")
        endAction = Paths.endPreview(row.code, of: app.id)
        until = row.expiresAt.rfc3339
        let rest = writer.time.remaining(until: row.expiresAt, writer.language)
        remaining = writer.say("\(rest)后失效", "Ends in \(rest)")
        let seconds = row.expiresAt.seconds(since: writer.time.now)
        percent = Int(max(0, min(100, seconds * 100 / VersionRules.previewSeconds)))
        self.report = report.map { ReportPage($0, checkedAt: at, writer) }
    }
}

/// The catalogue of inspection rules, by group.
struct RulesPage: Sendable {
    let groups: [Group]

    struct Group: Sendable {
        let name: String
        let count: String
        let rules: [RuleRow]
    }

    struct RuleRow: Sendable {
        let id: String
        let title: String
        let explanation: String
        let remedy: String
        let severity: String
        let kind: String
    }

    init(_ language: Language) {
        var groups: [(id: String, rules: [RuleRow])] = []
        for rule in Rule.all {
            let group = String(rule.id.prefix { $0 != "." })
            let kind =
                switch rule.severity {
                case .error: "bad"
                case .warning: "warn"
                case .info: "blue"
                }
            let row = RuleRow(
                id: rule.id,
                title: rule.title[language],
                explanation: rule.explanation[language],
                remedy: rule.remedy[language],
                severity: rule.severity.words[language],
                kind: kind
            )
            if let index = groups.firstIndex(where: { $0.id == group }) {
                groups[index].rules.append(row)
            } else {
                groups.append((group, [row]))
            }
        }
        self.groups = groups.map { id, rules in
            Group(name: Self.names[id]?[language] ?? id, count: "\(rules.count)", rules: rules)
        }
    }

    private static let names: [String: Words] = [
        "layout": Words("结构", "Structure"), "page": Words("页面", "Pages"), "size": Words("大小", "Size"),
        "code": Words("代码", "Code"), "secret": Words("密钥", "Secrets"), "file": Words("文件", "Files"),
        "web": Words("网页", "Web"), "manifest": Words("清单", "Manifest"),
        "name": Words("文件名", "Names"), "component": Words("组件", "Components"), "plugin": Words("插件", "Plugins"),
        "project": Words("工程配置", "Project"), "text": Words("文字", "Text"), "encoding": Words("编码", "Encoding"),
        "path": Words("路径", "Paths"), "archive": Words("压缩包", "Archive"),
    ]
}
