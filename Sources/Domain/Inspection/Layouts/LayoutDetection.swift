/// Finds out which layout a package has and in which folder the mini program lies.
///
/// Looks at the top; then into the folder that `mini.project.json` names; then into an only folder, twice at most, since
/// archives of repositories add one folder and builds another.
extension ReportDraft {
    mutating func detectLayout() {
        var base = ""
        for _ in 0..<3 {
            contents.move(to: base)
            if readProject(base) || decide() {
                report.root = contents.root
                return
            }
            guard let folder = onlyFolder(below: base) else { break }
            base = folder
        }
        contents.move(to: "")
        if let folder = deeperFolder {
            let shown = PackageName.shown(folder)
            findings.add(
                .layoutUnknown,
                file: folder,
                "小程序似乎在“\(shown)”里，请在这个目录里打包。",
                "The mini program seems to lie in “\(shown)”; pack that folder."
            )
        } else if !decideByTraces() {
            findings.add(
                .layoutUnknown,
                "包里没有 app.json、manifest.json 或 index.html。",
                "The package holds no app.json, manifest.json or index.html."
            )
        }
    }

    /// The uppermost folder below the top that holds a mini program: somebody packed a folder too many.
    private var deeperFolder: String? {
        let starts = contents.ownFiles.filter { ["app.json", "manifest.json"].contains(PackageName.file($0)) }
        let folders = starts.map(PackagePath.folder).filter { contents.names.contains($0 + "/app.js") }
        return folders.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    /// Follows `miniprogramRoot`. True when it led to a mini program.
    private mutating func readProject(_ base: String) -> Bool {
        let name = "mini.project.json"
        guard let parsed = contents.configuration(name) else { return false }
        switch parsed {
        case .notRead: return false
        case .broken(let problem):
            let words = problem.located
            findings.add(.projectBroken, file: base + name, line: problem.line, words.zh + "。", words.en + ".")
            return false
        case .value(let project):
            if project["format"]?.int != 2 {
                findings.add(
                    .projectFormat,
                    file: base + name,
                    "没有写明 \"format\": 2。",
                    "\"format\": 2 is not there."
                )
            }
            guard let folder = project["miniprogramRoot"]?.string else { return false }
            guard case .inside(let path) = PackagePath.resolve(folder) else {
                findings.add(
                    .projectRoot,
                    file: base + name,
                    "miniprogramRoot 不是包内的相对路径：“\(PackageName.shown(folder))”。",
                    "miniprogramRoot is no path inside the package: “\(PackageName.shown(folder))”."
                )
                return false
            }
            if path.isEmpty { return false }
            contents.move(to: base + path + "/")
            if decide() { return true }
            contents.move(to: base)
            if !contents.has("app.json") {
                findings.add(
                    .projectRoot,
                    file: base + name,
                    "“\(PackageName.shown(path))”目录里没有小程序。",
                    "There is no mini program in “\(PackageName.shown(path))”."
                )
            }
            return false
        }
    }

    /// Decides by the file that starts a mini program, in the present root.
    private mutating func decide() -> Bool {
        if contents.has("app.json") {
            report.layout = .alipay
        } else if contents.has("manifest.json"), !contents.has("index.html") || manifestIsMiniApp {
            report.layout = .w3c
        } else if contents.has("index.html"), !contents.has("app.axml"), !hasPagesOfAlipay {
            report.layout = .web
        } else {
            return false
        }
        return true
    }

    /// Web pages have a `manifest.json` too, with other members.
    private var manifestIsMiniApp: Bool {
        guard case .value(let manifest)? = contents.configuration("manifest.json") else { return false }
        return manifest["app_id"] != nil || manifest["platform_version"] != nil
            || manifest["pages"] != nil && manifest["version"] != nil
    }

    private var hasPagesOfAlipay: Bool {
        contents.names.contains { $0.hasPrefix(contents.root + "pages/") && $0.hasSuffix(".axml") }
    }

    /// No starting file, but what else is there tells which one was forgotten.
    private mutating func decideByTraces() -> Bool {
        let files = contents.ownFiles
        let roots = files.filter { $0.hasSuffix(".axml") }.compactMap(\.beforePages)
        if let root = roots.min(by: { $0.utf8.count < $1.utf8.count }) {
            contents.move(to: root)
            report.layout = .alipay
            findings.add(.appJSONMissing, "有页面文件，但没有 app.json。", "There are pages, but no app.json.")
        } else if let app = files.filter({ PackageName.file($0) == "app.js" }).min(by: { $0.utf8.count < $1.utf8.count }
        ) {
            let folder = PackagePath.folder(of: app)
            contents.move(to: folder.isEmpty ? "" : folder + "/")
            guard contents.names.contains(where: { $0.hasPrefix(contents.root + "pages/") }) else {
                contents.move(to: "")
                return false
            }
            report.layout = .w3c
            findings.add(
                .manifestMissing,
                "有 app.js 和 pages，但没有 manifest.json。",
                "There is app.js and pages, but no manifest.json."
            )
        } else {
            return false
        }
        report.root = contents.root
        return true
    }

    /// The only folder below `base`, with its final slash. Single files and hidden folders beside it do not count: the
    /// published W3C packages have a `test.jsonld` beside their `src/`.
    private func onlyFolder(below base: String) -> String? {
        var only: String?
        for file in contents.ownFiles where file.hasPrefix(base) {
            let rest = file.utf8.dropFirst(base.utf8.count)
            guard let slash = rest.firstIndex(of: UInt8(ascii: "/")), rest.first != UInt8(ascii: ".") else { continue }
            guard let folder = String(rest[...slash]) else { continue }
            if only == nil { only = folder }
            if only != folder { return nil }
        }
        return only.map { base + $0 }
    }
}

extension String {
    /// What stands before the folder `pages/` in a path, its final slash included; nil without such a folder.
    fileprivate var beforePages: String? {
        if hasPrefix("pages/") { return "" }
        var at = utf8.firstIndex(of: UInt8(ascii: "/"))
        while let slash = at {
            let next = utf8.index(after: slash)
            if self[next...].hasPrefix("pages/") { return String(self[..<next]) }
            at = utf8[next...].firstIndex(of: UInt8(ascii: "/"))
        }
        return nil
    }
}
