/// The Alipay layout: `app.json` lists pages, sub-packages and tabs.
extension ReportDraft {
    /// The pages as declared, before the files are looked for.
    struct DeclaredPages {
        var main: [String] = []
        /// Every page to the sub-package it lies in; nil for the main package.
        var all: [String: String?] = [:]
    }

    mutating func inspectAlipay() {
        if !contents.has("app.js") {
            let hint = contents.has("app.ts")
            findings.add(
                .appJSMissing,
                hint ? "没有 app.js，只有 app.ts，请先构建。" : "根目录没有 app.js。",
                hint ? "There is app.ts but no app.js; build first." : "There is no app.js in the root."
            )
        }
        let file = contents.full("app.json")
        guard contents.has("app.json") else { return }
        guard let app = readRootFile("app.json", broken: .appJSONBroken) else { return }
        readWindow(app["window"])
        var declared = DeclaredPages()
        readMainPages(app, file, &declared)
        readSubPackages(app, file, &declared)
        checkPageFiles(file, declared)
        readTabBar(app["tabBar"], file, declared)
        checkPlugins(app, file)
        let components = checkComponents(app, file)
        findUnlistedPages(declared, components)
    }

    /// Parses the file that describes the mini program; nil, with a finding, when that is not possible.
    mutating func readRootFile(_ path: String, broken rule: Rule) -> JSONValue? {
        let file = contents.full(path)
        switch contents.configuration(path) {
        case .value(let value) where value.object != nil: return value
        case .value:
            findings.add(rule, file: file, line: 1, "最外层应是 {}。", "The outermost value must be an object.")
        case .broken(let problem):
            let words = problem.located
            findings.add(rule, file: file, line: problem.line, words.zh + "。", words.en + ".")
        case .notRead, nil:
            let limit = PackageLimits.shown(PackageLimits.parsed)
            findings.add(rule, file: file, "文件为空或超过 \(limit)。", "The file is empty or over \(limit).")
        }
        return nil
    }

    private mutating func readWindow(_ window: JSONValue?) {
        report.window = .init(
            title: shown(window?["defaultTitle"]?.string ?? window?["navigationBarTitleText"]?.string),
            barColor: colour(window?["titleBarColor"]) ?? colour(window?["navigationBarBackgroundColor"]),
            barText: shown(window?["navigationBarFrontColor"]?.string ?? window?["navigationBarTextStyle"]?.string),
            background: colour(window?["backgroundColor"])
        )
        report.name = report.window.title
    }

    private mutating func readMainPages(_ app: JSONValue, _ file: String, _ declared: inout DeclaredPages) {
        guard let pages = app["pages"]?.array, !pages.isEmpty else {
            findings.add(.pagesMissing, file: file, "pages 不存在或是空的。", "pages is missing or empty.")
            return
        }
        for page in pages {
            guard let text = page.string, !text.isEmpty else {
                findings.add(.pagesMissing, file: file, "pages 的每一项都应是文字。", "Each of pages must be a text.")
                continue
            }
            guard let path = path(text, of: "pages", in: file), !path.isEmpty else { continue }
            declare(path, in: nil, file, &declared)
        }
    }

    /// Adds one page to the report, once.
    mutating func declare(_ path: String, in subPackage: String?, _ file: String, _ declared: inout DeclaredPages) {
        guard declared.all.updateValue(subPackage, forKey: path) == nil else {
            let shown = PackageName.shown(path)
            findings.add(.pageRepeated, file: file, "“\(shown)”列出了不止一次。", "“\(shown)” is listed more than once.")
            return
        }
        if subPackage == nil { declared.main.append(path) }
        if report.pages.count < PackageLimits.pages {
            let title = shown(contents.facts.pages[contents.full(path) + ".json"]?.title)
            report.pages.append(.init(path: path, title: title, subPackage: subPackage))
        }
    }

    private mutating func checkPageFiles(_ file: String, _ declared: DeclaredPages) {
        for page in declared.all.keys.sorted() {
            let missing = [".axml", ".js"].filter { !contents.has(page + $0) }
            let shown = PackageName.shown(page)
            if !missing.isEmpty {
                let name = PackageName.file(page)
                let files = missing.map { "\(name)\($0)" }.joined(separator: "、")
                var hint = Words("", "")
                if let other = missing.compactMap({ contents.otherCase(page + $0) }).first {
                    let other = PackageName.shown(other)
                    hint = Words("包里有“\(other)”，注意大小写。", " There is “\(other)”: mind upper and lower case.")
                } else if missing.contains(".js"), contents.has(page + ".ts") {
                    hint = Words("包里有 .ts 文件，请先构建。", " There is a .ts file: build first.")
                }
                let filesEn = missing.map { "\(name)\($0)" }.joined(separator: ", ")
                findings.add(
                    .pageFilesMissing,
                    file: contents.full(page),
                    "页面“\(shown)”缺少 \(files)。\(hint.zh)",
                    "The page “\(shown)” lacks \(filesEn).\(hint.en)"
                )
            } else if !contents.has(page + ".json") {
                findings.add(
                    .pageJSONMissing,
                    file: contents.full(page),
                    "页面“\(shown)”没有 .json。",
                    "The page “\(shown)” has no .json."
                )
            }
        }
    }

    /// Pages that are in the package, but in no list: a template with a script of the same name that is no component.
    private mutating func findUnlistedPages(_ declared: DeclaredPages, _ components: Set<String>) {
        for name in contents.names.sorted() where name.hasSuffix(".axml") {
            guard let path = contents.relative(name), !path.contains("node_modules/") else { continue }
            let page = PackageName.stem(path)
            guard declared.all[page] == nil, contents.has(page + ".js"), !components.contains(page) else { continue }
            let facts = contents.facts.pages[contents.full(page) + ".json"]
            // Without a configuration of its own it may be a component of an old project: silence.
            guard let facts, !facts.isComponent else { continue }
            let shown = PackageName.shown(page)
            findings.add(.pageUnlisted, file: name, "“\(shown)”没有在 pages 里列出。", "“\(shown)” is not in pages.")
        }
    }
}
