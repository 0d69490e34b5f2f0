/// A report in the making: the package's contents, what was found so far, and the report as far as it is known.
struct ReportDraft {
    var contents: PackageContents
    var findings: FindingList
    var report: InspectionReport

    init(_ contents: PackageContents, _ findings: FindingList) {
        (self.contents, self.findings) = (contents, findings)
        let entries = contents.listing.entries
        report = InspectionReport(
            rulesVersion: Rule.version,
            layout: .unknown,
            root: "",
            findings: [],
            leftOut: [:],
            pages: [],
            window: .init(),
            subPackages: [],
            mainBytes: 0,
            wholeBytes: entries.reduce(0) { $0 + $1.compressedSize },
            unpackedBytes: entries.reduce(0) { $0 + $1.size },
            fileCount: entries.count { $0.kind == .file }
        )
    }

    /// Everything that can be said once all files were read.
    mutating func finish() -> InspectionReport {
        detectLayout()
        if !report.root.isEmpty {
            let root = PackageName.shown(report.root)
            findings.add(.layoutWrapped, "小程序在“\(root)”里。", "The mini program lies in “\(root)”.")
        }
        switch report.layout {
        case .alipay: inspectAlipay()
        case .w3c: inspectManifest()
        case .web: inspectWeb()
        case .unknown: break
        }
        checkSizes()
        checkNames()
        report.findings = findings.sorted()
        report.leftOut = findings.leftOut
        return report
    }

    /// A text of the package fit to be shown; nil when nothing is left of it.
    func shown(_ text: String?) -> String? {
        guard let text else { return nil }
        let line = PlainText.line(text)
        return line.isEmpty ? nil : String(line.prefix(60))
    }

    /// A colour that may stand in a style attribute: `#` and 3, 6 or 8 hexadecimal digits.
    func colour(_ value: JSONValue?) -> String? {
        guard let text = value?.string, text.utf8.first == UInt8(ascii: "#"), [4, 7, 9].contains(text.utf8.count),
            text.utf8.dropFirst().allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { return nil }
        return text
    }

    /// Resolves a path that stands in a configuration, with findings for what is no path inside the package.
    mutating func path(_ reference: String, of member: String, in file: String) -> String? {
        let shown = PackageName.shown(reference)
        switch PackagePath.resolve(reference) {
        case .inside(let path): return path
        case .fromRoot(let path):
            findings.add(
                .pathAbsolute,
                file: file,
                "\(member) 里的“\(shown)”以“/”开头。",
                "“\(shown)” in \(member) starts with “/”."
            )
            return path
        case .absolute, .elsewhere:
            findings.add(
                .pathAbsolute,
                file: file,
                "\(member) 里的“\(shown)”不是包内的相对路径。",
                "“\(shown)” in \(member) is no relative path inside the package."
            )
            return nil
        case .escapes:
            findings.add(
                .pathEscapes,
                file: file,
                "\(member) 里的“\(shown)”走出了小程序目录。",
                "“\(shown)” in \(member) leaves the mini program's folder."
            )
            return nil
        }
    }
}
