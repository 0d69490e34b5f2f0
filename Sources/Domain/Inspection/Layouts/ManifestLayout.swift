/// The W3C MiniApp layout: `manifest.json` describes everything.
extension ReportDraft {
    mutating func inspectManifest() {
        if !contents.has("app.js") {
            findings.add(.appJSMissing, "根目录没有 app.js。", "There is no app.js in the root.")
        }
        guard contents.has("manifest.json") else { return }
        let file = contents.full("manifest.json")
        guard let manifest = readRootFile("manifest.json", broken: .manifestBroken) else { return }
        checkMembers(manifest, file)
        checkVersion(manifest, file)
        checkIcons(manifest, file)
        readManifestPages(manifest, file)
        report.name = shown(manifest["name"]?.string)
        report.declaredVersion = shown(manifest["version"]?["name"]?.string)
        let lowest = manifest["platform_version"]?["min_code"]
        report.lowestBaseLibrary = shown(lowest?.string ?? lowest?.int.map(String.init))
        let window = manifest["window"]
        report.window = .init(
            title: shown(window?["navigation_bar_title_text"]?.string) ?? report.name,
            barColor: colour(window?["navigation_bar_background_color"]),
            barText: shown(window?["navigation_bar_text_style"]?.string),
            background: colour(window?["background_color"])
        )
    }

    private mutating func checkMembers(_ manifest: JSONValue, _ file: String) {
        let present: [(String, Bool)] = [
            ("app_id", manifest["app_id"]?.string?.isEmpty == false),
            ("icons", manifest["icons"]?.array?.isEmpty == false),
            ("name", manifest["name"]?.string?.isEmpty == false),
            ("platform_version", manifest["platform_version"]?.object != nil),
            ("version", manifest["version"]?.object != nil),
        ]
        for (member, isThere) in present where !isThere {
            let isOfOtherType = manifest[member] != nil
            findings.add(
                .manifestMember,
                file: file,
                isOfOtherType ? "\(member) 为空或类型不对。" : "缺少 \(member)。",
                isOfOtherType ? "\(member) is empty or of the wrong type." : "\(member) is missing."
            )
        }
    }

    private mutating func checkVersion(_ manifest: JSONValue, _ file: String) {
        guard let version = manifest["version"], version.object != nil else { return }
        if version["name"]?.string?.isEmpty != false {
            findings.add(.manifestVersion, file: file, "version.name 应是文字。", "version.name must be a text.")
        }
        if (version["code"]?.int ?? 0) < 1 {
            findings.add(
                .manifestVersion,
                file: file,
                "version.code 应是不小于 1 的整数。",
                "version.code must be a whole number of 1 or more."
            )
        }
    }

    private mutating func checkIcons(_ manifest: JSONValue, _ file: String) {
        for icon in (manifest["icons"]?.array ?? []).prefix(PackageLimits.pages) {
            guard let source = icon["src"]?.string, !source.isEmpty else {
                findings.add(.manifestIcon, file: file, "有图标没有写 src。", "An icon has no src.")
                continue
            }
            guard let path = path(source, of: "icons", in: file), !contents.has(path) else { continue }
            let shown = PackageName.shown(source)
            findings.add(.manifestIcon, file: file, "图标“\(shown)”不在包里。", "The icon “\(shown)” is not in the package.")
        }
    }

    private mutating func readManifestPages(_ manifest: JSONValue, _ file: String) {
        guard let pages = manifest["pages"]?.strings, !pages.isEmpty else {
            let isThere = manifest["pages"] != nil
            findings.add(
                isThere ? .pagesMissing : .manifestMember,
                file: file,
                isThere ? "pages 应是页面路径的列表。" : "缺少 pages。",
                isThere ? "pages must be a list of paths." : "pages is missing."
            )
            return
        }
        let stems = Set(contents.names.compactMap(contents.relative).map(PackageName.stem))
        var declared = DeclaredPages()
        for written in pages {
            guard let path = path(written, of: "pages", in: file), !path.isEmpty else { continue }
            declare(path, in: nil, file, &declared)
            if filesOfPage(path).contains(where: stems.contains) { continue }
            if contents.has(path) { continue }
            let shown = PackageName.shown(path)
            findings.add(
                .pageFilesMissing,
                file: contents.full(path),
                "页面“\(shown)”在包里没有文件。",
                "The page “\(shown)” has no files in the package."
            )
        }
        findUnlistedFolders(declared)
    }

    /// Where a page's files may lie, without ending: at its path, in a folder of its name, or, when the path names folder
    /// and page alike, one folder up. The published W3C packages list `pages/home/home` and hold `pages/home.html`.
    private func filesOfPage(_ path: String) -> [String] {
        let (last, folder) = (String(PackageName.file(path)), PackagePath.folder(of: path))
        return [path, path + "/index", path + "/" + last] + (PackageName.file(folder) == last ? [folder] : [])
    }

    /// Folders below `pages/` in which no listed page lies.
    private mutating func findUnlistedFolders(_ declared: DeclaredPages) {
        func folder(_ path: String) -> Substring? {
            let parts = path.split(separator: "/", maxSplits: 2)
            return parts.count >= 2 && parts[0] == "pages" ? parts[1] : nil
        }
        let listed = Set(declared.all.keys.compactMap(folder))
        let inFolders = contents.names.compactMap(contents.relative).filter { $0.split(separator: "/").count > 2 }
        for name in Set(inFolders.compactMap(folder)).subtracting(listed).sorted() {
            let shown = PackageName.shown("pages/" + name)
            findings.add(
                .pageUnlisted,
                file: contents.full("pages/" + name),
                "目录“\(shown)”里没有已列出的页面。",
                "No page of the folder “\(shown)” is listed."
            )
        }
    }
}
