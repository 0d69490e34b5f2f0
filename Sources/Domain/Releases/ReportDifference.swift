/// How one inspection report differs from another: sizes, pages and findings.
package struct ReportDifference: Hashable, Sendable {
    /// The size of one part in compressed bytes; nil where a package does not have it.
    package struct Size: Hashable, Sendable {
        package enum Part: Hashable, Sendable { case main, subPackage(root: String), whole }
        package let part: Part
        package let before: Int?
        package let after: Int?
    }

    /// How often a rule found something, where a report does not list every place.
    package struct Count: Hashable, Sendable {
        package let rule: String
        package let before: Int
        package let after: Int
    }

    /// Main package, sub-packages by their root, whole.
    package let sizes: [Size]
    package let pagesAdded: [InspectionReport.PageEntry]
    package let pagesRemoved: [InspectionReport.PageEntry]
    package let appeared: [Finding]
    package let gone: [Finding]
    package let counts: [Count]

    package init(from old: InspectionReport, to new: InspectionReport) {
        sizes = Self.sizes(old, new)
        let (pagesBefore, pagesAfter) = (Set(old.pages.map(\.path)), Set(new.pages.map(\.path)))
        pagesAdded = new.pages.filter { !pagesBefore.contains($0.path) }
        pagesRemoved = old.pages.filter { !pagesAfter.contains($0.path) }
        // Where places are left out, the listed ones are a choice: two choices say nothing about what came and went.
        let shortened = Set(old.leftOut.keys).union(new.leftOut.keys)
        let before = old.findings.filter { !shortened.contains($0.rule) }
        let after = new.findings.filter { !shortened.contains($0.rule) }
        appeared = Self.minus(after, before)
        gone = Self.minus(before, after)
        counts = shortened.sorted().compactMap { rule in
            let (before, after) = (Self.count(rule, old), Self.count(rule, new))
            return before == after ? nil : Count(rule: rule, before: before, after: after)
        }
    }

    private static func count(_ rule: String, _ report: InspectionReport) -> Int {
        report.findings.count { $0.rule == rule } + (report.leftOut[rule] ?? 0)
    }

    private static func sizes(_ old: InspectionReport, _ new: InspectionReport) -> [Size] {
        let before = Dictionary(old.subPackages.map { ($0.root, $0.bytes) }) { first, _ in first }
        let after = Dictionary(new.subPackages.map { ($0.root, $0.bytes) }) { first, _ in first }
        let roots = Set(before.keys).union(after.keys).sorted()
        return [Size(part: .main, before: old.mainBytes, after: new.mainBytes)]
            + roots.map { Size(part: .subPackage(root: $0), before: before[$0], after: after[$0]) }
            + [Size(part: .whole, before: old.wholeBytes, after: new.wholeBytes)]
    }

    /// What makes two findings the same one: lines move when something is inserted above.
    private struct Key: Hashable {
        let rule: String
        let file: String?
        let words: String

        init(_ finding: Finding) { (rule, file, words) = (finding.rule, finding.file, finding.words.zh) }
    }

    /// Those of `all` that `others` does not have as often.
    private static func minus(_ all: [Finding], _ others: [Finding]) -> [Finding] {
        var left: [Key: Int] = [:]
        for finding in others { left[Key(finding), default: 0] += 1 }
        return all.filter { finding in
            let count = left[Key(finding)] ?? 0
            if count > 0 { left[Key(finding)] = count - 1 }
            return count == 0
        }
    }
}
