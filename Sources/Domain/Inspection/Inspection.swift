/// Inspects a package without touching it: the caller opens the archive, hands over the directory, then the texts that are
/// wanted one after the other, and takes the report.
///
///     var inspection = try Inspection(listing)          // throws a Refusal
///     for entry in listing.entries where inspection.wants(entry) { inspection.look(at: entry, text: …) }
///     let report = inspection.report()
package struct Inspection {
    private let listing: PackageListing
    private var facts = PackageFacts()
    private var findings = FindingList()
    /// Names of templates without ending: a `.json` of the same name is a page's or a component's configuration.
    private let templates: Set<String>

    /// Throws a `Refusal` when nothing of this package may be kept.
    package init(_ listing: PackageListing) throws(Refusal) {
        try PackageGate.check(listing)
        self.listing = listing
        templates = Set(
            listing.entries.filter { $0.name.hasSuffix(".axml") }.map { PackageName.stem($0.name) }
        )
    }

    private static let textEndings: Set<String> = [
        "js", "mjs", "cjs", "ts", "json", "axml", "acss", "sjs", "html", "htm", "css", "xml", "svg", "txt", "md", "env",
        "pem", "key", "yml", "yaml", "properties", "vue", "jsx", "tsx", "less", "scss", "hml", "conf", "ini", "toml",
    ]
    /// Endings of files that hosts read as UTF-8.
    private static let codeEndings: Set<String> = [
        "js", "mjs", "cjs", "json", "axml", "acss", "sjs", "html", "htm", "css", "ts", "xml",
    ]

    /// Whether the text of this entry should be handed to `look(at:text:)`. Entries of at most `PackageLimits.text` bytes.
    package func wants(_ entry: PackageEntry) -> Bool {
        Self.isText(entry) && entry.size <= PackageLimits.text && entry.isCommonMethod
    }

    /// Whether the file's name says that it is text.
    static func isText(_ entry: PackageEntry) -> Bool {
        guard entry.kind == .file, entry.size > 0 else { return false }
        return textEndings.contains(PackageName.ending(entry.name))
            || PackageName.file(entry.name).hasPrefix(".env")
    }

    /// Reads one text. Keeps findings and facts, not the text.
    package mutating func look(at entry: PackageEntry, text: [UInt8]) {
        let name = entry.name
        let ending = PackageName.ending(name)
        report(TextScan(text), of: name, isCode: Self.codeEndings.contains(ending))
        switch ending {
        case "json":
            if PackageFacts.configurationNames.contains(PackageName.file(name)), isShallow(name) {
                facts.readConfiguration(name, text)
            } else if templates.contains(PackageName.stem(name)) {
                readPage(name, text)
            }
        case "html", "htm": facts.readDocument(name, text)
        default: break
        }
    }

    /// The report; asked for once, after the last text.
    package func report() -> InspectionReport {
        var findings = findings
        for entry in listing.entries where Self.isText(entry) && entry.size > PackageLimits.text {
            let size = PackageLimits.shown(entry.size)
            findings.add(.notRead, file: entry.name, "\(size)，没有检查内容。", "\(size), not looked into.")
        }
        var draft = ReportDraft(PackageContents(listing, facts), findings)
        return draft.finish()
    }

    /// Configuration of a mini program lies at most three folders deep; see `detectLayout`.
    private func isShallow(_ name: String) -> Bool { name.utf8.count { $0 == UInt8(ascii: "/") } <= 4 }

    private mutating func readPage(_ name: String, _ text: [UInt8]) {
        do {
            if try !facts.readPage(name, text) {
                findings.add(.notRead, file: name, "配置太大，没有检查。", "The configuration is too large to be read.")
            }
        } catch {
            let words = error.located
            findings.add(.pageJSONBroken, file: name, line: error.line, words.zh + "。", words.en + ".")
        }
    }

    private mutating func report(_ scan: TextScan, of name: String, isCode: Bool) {
        for hit in scan.secrets {
            switch hit.secret {
            case .privateKey:
                findings.add(.privateKey, file: name, line: hit.line, "这里有一把私钥。", "There is a private key here.")
            case .accessKey(let cloud):
                findings.add(
                    .accessKey,
                    file: name,
                    line: hit.line,
                    "这里有\(cloud)的访问密钥。",
                    "There is an access key of \(cloud) here."
                )
            case .literal(let variable):
                let variable = PackageName.shown(variable)
                findings.add(
                    .secretLiteral,
                    file: name,
                    line: hit.line,
                    "“\(variable)”写死了一个像密钥的值。",
                    "“\(variable)” has a fixed value that looks secret."
                )
            }
        }
        if scan.refersToSourceMap {
            findings.add(.sourceMapReference, file: name, "含有 sourceMappingURL。", "Holds a sourceMappingURL.")
        }
        guard isCode else { return }
        if scan.hasByteOrderMark {
            findings.add(.byteOrderMark, file: name, "文件以 BOM 开头。", "Starts with a byte order mark.")
        }
        if !scan.isUTF8 {
            findings.add(.notUTF8, file: name, "内容不是 UTF-8。", "The contents are not UTF-8.")
        }
    }
}
