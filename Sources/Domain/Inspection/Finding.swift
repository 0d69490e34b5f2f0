/// How much a finding weighs: errors stop a submission, warnings and hints do not.
package enum Severity: String, CaseIterable, Sendable, Codable, Comparable {
    case error, warning, info

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }

    /// The heavier one first.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    package var words: Words {
        switch self {
        case .error: Words("错误", "Error")
        case .warning: Words("警告", "Warning")
        case .info: Words("提示", "Note")
        }
    }
}

/// One thing that the inspection found in a package. Stored with the version, so it carries its own words.
package struct Finding: Hashable, Sendable, Codable {
    /// The rule's id, `page.files-missing`. A string, so that a report outlives a rule; `Rule.named` finds the rule.
    package let rule: String
    package let severity: Severity
    /// The file concerned, as it stands in the package; nil when it is about the package as a whole.
    package let file: String?
    /// The line in that file, from 1.
    package let line: Int?
    /// What is wrong, here.
    package let words: Words
    /// What to do about it.
    package let remedy: Words

    package init(_ rule: Rule, file: String? = nil, line: Int? = nil, _ words: Words) {
        self.rule = rule.id
        self.severity = rule.severity
        self.file = file.map(PackageName.shown)
        self.line = line
        self.words = words
        self.remedy = rule.remedy
    }
}

/// Collects findings: lists the first of each rule and counts the rest, so that no package makes an endless report.
struct FindingList {
    private(set) var findings: [Finding] = []
    private var counts: [String: Int] = [:]

    mutating func add(_ rule: Rule, file: String? = nil, line: Int? = nil, _ zh: String, _ en: String) {
        let count = counts[rule.id, default: 0] + 1
        counts[rule.id] = count
        if count <= PackageLimits.findingsOfARule {
            findings.append(Finding(rule, file: file, line: line, Words(zh, en)))
        }
    }

    /// Heaviest first; within one severity in the order of the catalogue, then as found.
    func sorted() -> [Finding] {
        let order = Dictionary(uniqueKeysWithValues: Rule.all.enumerated().map { ($1.id, $0) })
        return findings.enumerated().sorted {
            let (a, b) = ($0.element, $1.element)
            return (a.severity, order[a.rule] ?? 0, $0.offset) < (b.severity, order[b.rule] ?? 0, $1.offset)
        }.map(\.element)
    }

    /// How many findings of which rule were counted but not listed.
    var leftOut: [String: Int] {
        counts.compactMapValues { $0 > PackageLimits.findingsOfARule ? $0 - PackageLimits.findingsOfARule : nil }
    }
}
