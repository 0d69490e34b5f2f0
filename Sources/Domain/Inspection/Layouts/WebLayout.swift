/// A plain web page: `index.html` and what it loads.
extension ReportDraft {
    mutating func inspectWeb() {
        let documents = contents.names.compactMap { name -> String? in
            guard let path = contents.relative(name) else { return nil }
            return ["html", "htm"].contains(PackageName.ending(path)) ? path : nil
        }
        let sorted = documents.sorted { $0 == "index.html" || $1 != "index.html" && $0 < $1 }
        for path in sorted.prefix(PackageLimits.pages) {
            let document = contents.facts.documents[contents.full(path)]
            report.pages.append(.init(path: path, title: shown(document?.title), subPackage: nil))
            if let document { check(document, path) }
        }
        report.window.title = report.pages.first?.title
        report.name = report.window.title
    }

    private mutating func check(_ document: HTMLDocument, _ path: String) {
        let file = contents.full(path)
        for reference in document.references {
            let address = String(reference.address.prefix { $0 != "?" && $0 != "#" })
            // What a template fills in later is no address yet.
            if address.isEmpty || address.contains("{{") || address.contains("<%") { continue }
            let shown = PackageName.shown(address)
            switch PackagePath.resolve(address, in: PackagePath.folder(of: path)) {
            case .elsewhere:
                guard reference.kind == .script, !address.hasPrefix("data:"), !address.hasPrefix("blob:") else {
                    continue
                }
                findings.add(
                    .webExternalScript,
                    file: file,
                    line: reference.line,
                    "脚本来自“\(shown)”。",
                    "The script comes from “\(shown)”."
                )
            case .escapes:
                findings.add(
                    .pathEscapes,
                    file: file,
                    line: reference.line,
                    "“\(shown)”走出了小程序目录。",
                    "“\(shown)” leaves the mini program's folder."
                )
            case .absolute, .fromRoot:
                findings.add(
                    .pathAbsolute,
                    file: file,
                    line: reference.line,
                    "“\(shown)”是绝对路径。",
                    "“\(shown)” is an absolute path."
                )
            case .inside(let target):
                guard !document.hasBase, !contents.has(target), !contents.has(decoded(target)) else { continue }
                findings.add(
                    .webFileMissing,
                    file: file,
                    line: reference.line,
                    "“\(shown)”不在包里。",
                    "“\(shown)” is not in the package."
                )
            }
        }
    }

    /// The address with `%XX` read as bytes.
    private func decoded(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: "%")) else { return address }
        var bytes: [UInt8] = []
        var rest = Array(address.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
