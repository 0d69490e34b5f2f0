import Domain

/// An inspection report as people read it.
struct ReportPage: Sendable {
    let icon: String
    let kind: String
    let verdict: String
    let summary: String
    let errors: String
    let warnings: String
    let notes: String
    let passed: String
    let hasErrors: Bool
    let hasWarnings: Bool
    let groups: [Group]
    let hasFindings: Bool
    let sizes: [Size]
    let pages: [PageRow]
    let morePages: [PageRow]
    let hasMorePages: Bool
    let morePagesWords: String
    let pageCount: String
    let hasPages: Bool

    struct Group: Sendable {
        let name: String
        let kind: String
        let badge: String
        let icon: String
        let count: String
        let isOpen: Bool
        let findings: [FindingRow]
        let leftOut: String
        let hasLeftOut: Bool
    }

    struct FindingRow: Sendable {
        let title: String
        let place: String
        let hasPlace: Bool
        let message: String
        let remedy: String
        let rule: String
        let rulePath: String
    }

    struct Size: Sendable {
        let name: String
        let size: String
        let limit: String
        /// Of the limit, at most 100.
        let percent: Int
        let kind: String
        let textKind: String
        let label: String
    }

    struct PageRow: Sendable {
        let path: String
        let title: String
        let hasTitle: Bool
        let isHome: Bool
        let isTab: Bool
        let subPackage: String
        let hasSubPackage: Bool
    }

    private static let pagesShown = 8

    init(_ report: InspectionReport, checkedAt: String, _ writer: VersionWriter) {
        let (errors, warnings, notes) = (report.count(.error), report.count(.warning), report.count(.info))
        (self.errors, self.warnings, self.notes) = ("\(errors)", "\(warnings)", "\(notes)")
        hasErrors = errors > 0
        hasWarnings = warnings > 0
        passed = "\(Rule.all.count - Set(report.findings.map(\.rule)).count)"
        if errors > 0 {
            (icon, kind) = ("error", "bad")
            verdict = writer.say("改好 \(errors) 处错误才能提审", "\(writer.count(errors, "error")) to mend before submission")
        } else if warnings > 0 {
            (icon, kind) = ("warn", "warn")
            verdict = writer.say(
                "检查通过，有 \(warnings) 处警告",
                "Passed with \(writer.count(warnings, "warning"))"
            )
        } else {
            (icon, kind) = ("done", "good")
            verdict = writer.say("检查通过", "Passed")
        }
        summary = writer.say(
            "提审检查 · \(checkedAt) · \(report.layout.words.zh)",
            "Inspection · \(checkedAt) · \(report.layout.words.en)"
        )
        groups = Severity.allCases.compactMap { Self.group($0, report, writer) }
        hasFindings = !groups.isEmpty
        sizes = Self.sizes(report, writer)
        let rows = Self.rows(report)
        pages = Array(rows.prefix(Self.pagesShown))
        morePages = Array(rows.dropFirst(Self.pagesShown))
        hasMorePages = !morePages.isEmpty
        morePagesWords = writer.say("还有 \(morePages.count) 个", "\(morePages.count) more")
        pageCount = "\(rows.count)"
        hasPages = !rows.isEmpty
    }

    private static func group(_ severity: Severity, _ report: InspectionReport, _ writer: VersionWriter) -> Group? {
        let count = report.count(severity)
        guard count > 0 else { return nil }
        let findings = report.findings.filter { $0.severity == severity }
        let rest = count - findings.count
        let (kind, badge, icon) =
            switch severity {
            case .error: ("bad", "bad", "error")
            case .warning: ("warn", "warn", "warn")
            case .info: ("info", "blue", "info")
            }
        return Group(
            name: severity.words[writer.language],
            kind: kind,
            badge: badge,
            icon: icon,
            count: "\(count)",
            isOpen: severity != .info,
            findings: findings.map { row($0, writer) },
            leftOut: writer.say("另有 \(rest) 处同类问题没有列出", "\(rest) more of the same kind are not listed"),
            hasLeftOut: rest > 0
        )
    }

    private static func row(_ finding: Finding, _ writer: VersionWriter) -> FindingRow {
        let place = [finding.file, finding.line.map { "\($0)" }].compactMap(\.self).joined(separator: ":")
        return FindingRow(
            title: Rule.named(finding.rule)?.title[writer.language] ?? finding.rule,
            place: place,
            hasPlace: !place.isEmpty,
            message: finding.words[writer.language],
            remedy: finding.remedy[writer.language],
            rule: finding.rule,
            rulePath: Paths.rule(finding.rule)
        )
    }

    private static func sizes(_ report: InspectionReport, _ writer: VersionWriter) -> [Size] {
        func size(_ name: String, _ bytes: Int, _ limit: Int) -> Size {
            let percent = min(100, bytes * 100 / limit)
            let kind = bytes > limit ? "bad" : percent >= 90 ? "warn" : ""
            let (shown, most) = (PackageLimits.shown(bytes), PackageLimits.shown(limit))
            return Size(
                name: name,
                size: shown,
                limit: most,
                percent: percent,
                kind: kind,
                textKind: kind.isEmpty ? "" : "\(kind)-text",
                label: writer.say("\(name) \(shown)，上限 \(most)", "\(name) \(shown) of \(most)")
            )
        }
        let main = size(writer.say("主包", "Main package"), report.mainBytes, PackageLimits.part)
        let parts = report.subPackages.prefix(50).map { size($0.root, $0.bytes, PackageLimits.part) }
        return [main] + parts + [size(writer.say("整包", "Whole"), report.wholeBytes, PackageLimits.whole)]
    }

    static func rows(_ report: InspectionReport) -> [PageRow] {
        let tabs = Set(report.tabBar?.items.map(\.page) ?? [])
        return report.pages.enumerated().map { index, page in
            PageRow(
                path: page.path,
                title: page.title ?? "",
                hasTitle: page.title != nil,
                isHome: index == 0,
                isTab: tabs.contains(page.path),
                subPackage: page.subPackage ?? "",
                hasSubPackage: page.subPackage != nil
            )
        }
    }
}
