import Domain

/// What differs between two versions, as people read it.
struct DifferencePage: Sendable {
    let from: String
    let to: String
    let isSame: Bool
    let unreadable: String
    let isUnreadable: Bool
    let added: String
    let removed: String
    let changed: String
    let unchanged: String
    let files: [FileRow]
    let hasFiles: Bool
    let leftOut: String
    let hasLeftOut: Bool
    /// Where the list stands whole.
    let wholePath: String
    let sizes: [SizeRow]
    let pages: [PageRow]
    let hasPages: Bool
    let findings: [FindingRow]
    let hasFindings: Bool
    let limits: String

    struct FileRow: Sendable {
        let path: String
        let kind: String
        let icon: String
        let badge: String
        /// The sizes, or what was added to and taken from a text.
        let detail: String
        let added: String
        let removed: String
        let hasLines: Bool
    }

    struct SizeRow: Sendable {
        let name: String
        let before: String
        let after: String
        let change: String
        let kind: String
        let hasChanged: Bool
    }

    struct PageRow: Sendable {
        let path: String
        let title: String
        let hasTitle: Bool
        let badge: String
        let kind: String
    }

    struct FindingRow: Sendable {
        let title: String
        let place: String
        let hasPlace: Bool
        let badge: String
        let kind: String
        let severity: String
        let hasSeverity: Bool
    }

    /// Files listed before the list is cut.
    static let shown = 100
    /// Pages and findings listed; both are bounded by what a report holds.
    private static let mostRows = 200

    /// - Parameter most: files listed at most.
    init(_ comparison: ComparePackages.Comparison, _ writer: VersionWriter, most: Int, wholePath: String) {
        from = comparison.from.description
        to = comparison.to.description
        let (difference, report) = (comparison.files, comparison.report)
        let changes = difference?.changes ?? []
        let numbers = comparison.unreadable.map(\.description)
        unreadable = writer.say(
            "\(numbers.joined(separator: "、")) 的代码包已经无法读取，只能比较检查结果里的内容。",
            "The package of \(numbers.joined(separator: " and ")) cannot be read any more: only the inspections are compared."
        )
        isUnreadable = difference == nil
        added = "\(difference?.count(.added) ?? 0)"
        removed = "\(difference?.count(.removed) ?? 0)"
        changed = "\(difference?.count(.changed) ?? 0)"
        unchanged = writer.say(
            "另有 \(difference?.unchanged ?? 0) 个文件没有变化",
            "\(writer.count(difference?.unchanged ?? 0, "file")) unchanged"
        )
        files = changes.prefix(most).map { Self.file($0, writer) }
        hasFiles = !files.isEmpty
        let rest = changes.count - files.count
        leftOut = writer.say("还有 \(rest) 个文件，看全部", "\(rest) more files: see all")
        hasLeftOut = rest > 0
        self.wholePath = wholePath
        sizes = report.sizes.map { Self.size($0, writer) }
        let pages =
            report.pagesAdded.map { Self.page($0, writer.say("新增", "added"), "good") }
            + report.pagesRemoved.map { Self.page($0, writer.say("删除", "removed"), "bad") }
        self.pages = Array(pages.prefix(Self.mostRows))
        hasPages = !pages.isEmpty
        findings = Array(Self.findings(report, writer).prefix(Self.mostRows))
        hasFindings = !findings.isEmpty
        isSame = difference != nil && changes.isEmpty && !hasPages && !hasFindings
        limits = writer.say(
            "文件按大小和校验值比较。行数统计前 \(PackageDifference.mostTexts) 个改动的文本，"
                + "每个最大 \(PageSize.text(Int64(LineDifference.mostBytes)))、改动不超过 \(LineDifference.mostEdits) 行。",
            "Files are compared by size and checksum. Lines are counted in the first \(PackageDifference.mostTexts) texts that "
                + "changed, of \(PageSize.text(Int64(LineDifference.mostBytes))) and \(LineDifference.mostEdits) lines of changes at most."
        )
    }

    private static func file(_ change: PackageDifference.Change, _ writer: VersionWriter) -> FileRow {
        func text(_ file: PackageDifference.File?) -> String { PageSize.text(Int64(file?.size ?? 0)) }
        let (kind, icon, badge, detail) =
            switch change.kind {
            case .added: ("good", "plus", writer.say("新增", "added"), text(change.after))
            case .removed: ("bad", "minus", writer.say("删除", "removed"), text(change.before))
            case .changed:
                ("blue", "edit", writer.say("修改", "changed"), "\(text(change.before)) → \(text(change.after))")
            }
        var lines: (added: Int, removed: Int)?
        if case .counted(let added, let removed) = change.lines { lines = (added, removed) }
        return FileRow(
            path: PackageName.shown(change.path),
            kind: kind,
            icon: icon,
            badge: badge,
            detail: detail,
            added: "+\(lines?.added ?? 0)",
            removed: "−\(lines?.removed ?? 0)",
            hasLines: lines != nil
        )
    }

    private static func size(_ size: ReportDifference.Size, _ writer: VersionWriter) -> SizeRow {
        let name =
            switch size.part {
            case .main: writer.say("主包", "Main package")
            case .subPackage(let root): PackageName.shown(root)
            case .whole: writer.say("整包", "Whole")
            }
        let change = (size.after ?? 0) - (size.before ?? 0)
        let sign = change > 0 ? "+" : "−"
        return SizeRow(
            name: name,
            before: size.before.map { PageSize.text(Int64($0)) } ?? "–",
            after: size.after.map { PageSize.text(Int64($0)) } ?? "–",
            change: change == 0 ? writer.say("没有变化", "unchanged") : sign + PageSize.text(Int64(abs(change))),
            kind: change > 0 ? "warn" : change < 0 ? "good" : "",
            hasChanged: change != 0
        )
    }

    private static func page(_ page: InspectionReport.PageEntry, _ badge: String, _ kind: String) -> PageRow {
        PageRow(path: page.path, title: page.title ?? "", hasTitle: page.title != nil, badge: badge, kind: kind)
    }

    private static func findings(_ report: ReportDifference, _ writer: VersionWriter) -> [FindingRow] {
        func row(_ finding: Finding, _ badge: String, _ kind: String) -> FindingRow {
            FindingRow(
                title: finding.words[writer.language],
                place: [finding.file, finding.line.map { "\($0)" }].compactMap(\.self).joined(separator: ":"),
                hasPlace: finding.file != nil,
                badge: badge,
                kind: kind,
                severity: finding.severity.words[writer.language],
                hasSeverity: true
            )
        }
        let appeared = report.appeared.map { finding in
            let kind = finding.severity == .error ? "bad" : finding.severity == .warning ? "warn" : "blue"
            return row(finding, writer.say("新出现", "new"), kind)
        }
        let gone = report.gone.map { row($0, writer.say("已消失", "gone"), "good") }
        let counts = report.counts.map { count in
            FindingRow(
                title: Rule.named(count.rule)?.title[writer.language] ?? count.rule,
                place: "",
                hasPlace: false,
                badge: writer.say("\(count.before) → \(count.after) 处", "\(count.before) → \(count.after)"),
                kind: count.after > count.before ? "warn" : "good",
                severity: "",
                hasSeverity: false
            )
        }
        return appeared + counts + gone
    }
}
