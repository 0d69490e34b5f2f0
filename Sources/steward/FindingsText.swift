import Domain

/// What an inspection found, as lines of a terminal.
struct FindingsText {
    struct Line: Decodable {
        let rule: String
        let severity: String
        let file: String?
        let line: Int?
        let message: String
        let remedy: String
    }

    let findings: [Line]
    let errors: Int
    let warnings: Int

    init(_ findings: [Line], errors: Int, warnings: Int) {
        (self.findings, self.errors, self.warnings) = (findings, errors, warnings)
    }

    init(_ report: InspectionReport, _ language: Language) {
        findings = report.findings.map { finding in
            Line(
                rule: finding.rule,
                severity: finding.severity.rawValue,
                file: finding.file,
                line: finding.line,
                message: finding.words[language],
                remedy: finding.remedy[language]
            )
        }
        errors = report.count(.error)
        warnings = report.count(.warning)
    }

    /// How many there are, in one sentence.
    var summary: String {
        if errors == 0, warnings == 0 { return "No errors, no warnings." }
        let hint = errors > 0 ? ": a submission would be stopped" : ""
        return "\(Terminal.counted(errors, "error")), \(Terminal.counted(warnings, "warning"))\(hint)."
    }

    func show() {
        for finding in findings {
            let place = finding.file.map { file in finding.line.map { "\(file):\($0) " } ?? "\(file) " } ?? ""
            print("\(finding.severity) \(finding.rule): \(place)\(finding.message)")
            print("    \(finding.remedy)")
        }
        print(summary)
    }
}
