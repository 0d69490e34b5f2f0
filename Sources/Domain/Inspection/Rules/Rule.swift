/// One rule of the inspection: a stable id and the sentences that explain it. The catalogue is shown as a page.
package struct Rule: Hashable, Sendable {
    /// `group.name`; stored in reports and answered by the API, so never renamed.
    package let id: String
    package let severity: Severity
    package let title: Words
    /// Why it matters.
    package let explanation: Words
    /// What to do.
    package let remedy: Words

    init(_ id: String, _ severity: Severity, _ title: Words, why: Words, remedy: Words) {
        (self.id, self.severity, self.title, self.explanation, self.remedy) = (id, severity, title, why, remedy)
    }

    /// Counts up whenever a rule is added, dropped or weighs differently.
    package static let version = 1

    /// The whole catalogue, in the order in which it is shown.
    package static let all: [Rule] = layoutRules + pageRules + sizeRules + codeRules + fileRules + archiveRules

    /// The rule with this id; nil for one that is gone.
    package static func named(_ id: String) -> Rule? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
