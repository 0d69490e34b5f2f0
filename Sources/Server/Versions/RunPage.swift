import Domain

/// A mini program that is open: a web package runs at once, others are drawn as they declare themselves.
struct RunPage: Sendable {
    let tile: Tile
    let name: String
    /// Which version this is: `体验版 3.10.2`.
    let label: String
    /// The address of the running package; empty where it cannot run here.
    let source: String
    let sandbox: String
    let isMember: Bool
    let back: String
    let reload: String
    let versionPath: String
    let hasVersionPath: Bool
    let link: String
    let hasLink: Bool
    let picture: String
    let openLink: String
    let openPicture: String
    let isUnknown: Bool
    let layoutWords: String
    let screen: DrawnScreen?
    let windowTitle: String
    let barColor: String
    let hasBarColor: Bool
    let background: String
    let hasBackground: Bool
    let pages: [ReportPage.PageRow]
    let hasPages: Bool
    let pageCount: String
    /// A preview's end.
    let until: String
    let untilWords: String
    let hasUntil: Bool

    /// What is opened, by which way.
    struct Subject: Sendable {
        let app: ID<MiniProgram>
        let name: String
        let logo: String?
        let label: Words
        let report: InspectionReport
        /// The run key; nil where the package does not run here.
        let key: String?
        /// The link to share; nil where the page is for members only.
        let link: String?
        let path: String
        let versionPath: String?
        var until: Instant?
        /// The tab bar's icons as addresses, by their names in the package.
        var icons: [String: String] = [:]
    }

    init(
        _ subject: Subject,
        isMember: Bool,
        _ settings: Settings,
        _ time: PageTime,
        _ language: Language
    ) throws {
        let report = subject.report
        tile = Tile(name: subject.name, picture: subject.logo)
        name = subject.name
        label = subject.label[language]
        source = subject.key.map { Paths.run($0, report.root + (report.home ?? "index.html")) } ?? ""
        sandbox = RunRoutes.sandbox
        self.isMember = isMember
        back = isMember ? Paths.versions(subject.app) : Paths.home
        reload = subject.path
        versionPath = subject.versionPath ?? ""
        hasVersionPath = subject.versionPath != nil
        link = subject.link ?? ""
        hasLink = subject.link != nil
        picture = try CodePicture(link: subject.link ?? settings.publicURL + subject.path).source()
        openLink = settings.openLink(of: subject.app)
        openPicture = try CodePicture(link: openLink).source()
        isUnknown = report.layout == .unknown
        layoutWords = report.layout.words[language]
        screen =
            report.layout == .web || isUnknown ? nil : DrawnScreen(report, name: subject.name, icons: subject.icons)
        windowTitle = report.window.title ?? subject.name
        barColor = report.window.barColor ?? ""
        hasBarColor = report.window.barColor != nil
        background = report.window.background ?? ""
        hasBackground = report.window.background != nil
        let rows = ReportPage.rows(report)
        pages = Array(rows.prefix(100))
        hasPages = !rows.isEmpty
        pageCount = "\(rows.count)"
        until = subject.until?.rfc3339 ?? ""
        untilWords =
            subject.until.map { end in
                let rest = time.remaining(until: end, language)
                return Words("\(rest)后失效", "Ends in \(rest)")[language]
            } ?? ""
        hasUntil = subject.until != nil
    }
}

/// The first screen of a package as its configuration declares it, in the numbers of an SVG of 302 by 620.
struct DrawnScreen: Sendable {
    let title: String
    let bar: String
    let ink: String
    let background: String
    let block: String
    let home: String
    let hasTabs: Bool
    let tabBackground: String
    let tabs: [DrawnTab]
    let label: String

    struct DrawnTab: Sendable {
        let x: Int
        let centre: Int
        let name: String
        let colour: String
        let shape: String
        let icon: String
        let hasIcon: Bool
    }

    init(_ report: InspectionReport, name: String, icons: [String: String]) {
        title = String((report.window.title ?? name).prefix(10))
        bar = report.window.barColor ?? "#ffffff"
        ink = Self.ink(report.window.barText) ?? (Self.isDark(bar) ? "#ffffff" : "#111827")
        background = report.window.background ?? "#f5f5f5"
        block = Self.isDark(background) ? "#3f4652" : "#e7e9ed"
        home = String((report.home ?? "").suffix(34))
        let tabBar = report.tabBar
        hasTabs = tabBar != nil
        tabBackground = tabBar?.background ?? "#ffffff"
        let items = (tabBar?.items ?? []).prefix(5)
        let width = 302 / max(1, items.count)
        tabs = items.enumerated().map { index, item in
            let centre = width * index + width / 2
            let chosen = index == 0
            let icon = (chosen ? item.activeIcon ?? item.icon : item.icon).flatMap { icons[$0] }
            return DrawnTab(
                x: centre - 11,
                centre: centre,
                name: String(item.name.prefix(5)),
                colour: chosen ? tabBar?.selectedColor ?? "#1677ff" : tabBar?.color ?? "#6b7280",
                shape: chosen ? tabBar?.selectedColor ?? "#1677ff" : "#d6d9de",
                icon: icon ?? "",
                hasIcon: icon != nil
            )
        }
        label = "\(title), \(items.map(\.name).joined(separator: ", "))"
    }

    /// The colour of the bar's text: `white`, `black` or in hexadecimal digits; packages write all three.
    private static func ink(_ declared: String?) -> String? {
        switch declared?.lowercased() {
        case "white": return "#ffffff"
        case "black": return "#111827"
        case let text?:
            let digits = text.utf8.dropFirst()
            let isColour =
                text.hasPrefix("#") && [3, 6, 8].contains(digits.count)
                && Int(String(text.dropFirst()), radix: 16) != nil
            return isColour ? text : nil
        case nil: return nil
        }
    }

    /// Whether white text reads better on a colour of 3, 6 or 8 hexadecimal digits.
    private static func isDark(_ colour: String) -> Bool {
        var digits = Array(colour.utf8.dropFirst())
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        guard digits.count >= 6 else { return false }
        let parts = (0..<3).map { index in
            Int(String(decoding: digits[(index * 2)..<(index * 2 + 2)], as: UTF8.self), radix: 16) ?? 255
        }
        return parts[0] * 299 + parts[1] * 587 + parts[2] * 114 < 150_000
    }
}
