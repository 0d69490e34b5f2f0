/// Components and plugins of the Alipay layout.
extension ReportDraft {
    /// Follows every `usingComponents`; returns the paths of the components that are there, without ending.
    mutating func checkComponents(_ app: JSONValue, _ file: String) -> Set<String> {
        var found = Set<String>()
        check(PackageFacts.components(of: app), folder: "", file, &found)
        for (name, facts) in contents.facts.pages.sorted(by: { $0.key < $1.key }) {
            guard let path = contents.relative(name) else { continue }
            check(facts.components, folder: PackagePath.folder(of: path), name, &found)
        }
        return found
    }

    /// Whether a component in use lies in `node_modules`, which then belongs to the package.
    var usesComponentsFromNPM: Bool {
        contents.facts.pages.values.contains { facts in
            facts.components.values.contains { path in
                guard case .inside(let inner) = PackagePath.resolve(path) else { return false }
                return isComponent("node_modules/" + inner) || inner.hasPrefix("node_modules/")
            }
        }
    }

    private mutating func check(
        _ components: [String: String],
        folder: String,
        _ file: String,
        _ found: inout Set<String>
    ) {
        for (name, written) in components.sorted(by: { $0.key < $1.key }) {
            let candidates: [String]
            switch PackagePath.resolve(written, in: folder) {
            case .elsewhere: continue
            case .absolute, .escapes:
                _ = path(written, of: "usingComponents", in: file)
                continue
            case .fromRoot(let path): candidates = [path]
            case .inside(let path):
                // A bare name is seen from the root by some, from the page by others, and may come from npm.
                let bare = written.hasPrefix(".") ? [] : [written, "node_modules/" + written]
                candidates = [path] + bare
            }
            if let there = candidates.first(where: isComponent) {
                found.insert(there)
            } else {
                missing(name, written, file)
            }
        }
    }

    private func isComponent(_ path: String) -> Bool {
        contents.has(path + ".axml") || contents.has(path + ".js") || contents.has(path + "/index.axml")
    }

    private mutating func missing(_ name: String, _ written: String, _ file: String) {
        let (name, shown) = (PackageName.shown(name), PackageName.shown(written))
        let first = written.split(separator: "/").first.map(String.init) ?? ""
        let isOurs =
            written.hasPrefix(".") || written.hasPrefix("/")
            || contents.names.contains { name in
                name.hasPrefix(contents.full(first) + "/")
            }
        if isOurs {
            findings.add(
                .componentMissing,
                file: file,
                "组件 \(name) 的路径“\(shown)”在包里找不到。",
                "The component \(name) at “\(shown)” is not in the package."
            )
        } else {
            findings.add(
                .componentNPM,
                file: file,
                "组件 \(name) 来自 npm：“\(shown)”。",
                "The component \(name) comes from npm: “\(shown)”."
            )
        }
    }

    mutating func checkPlugins(_ app: JSONValue, _ file: String) {
        for (name, plugin) in (app["plugins"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard plugin["version"]?.string == nil || plugin["provider"]?.string == nil else { continue }
            let shown = PackageName.shown(name)
            findings.add(
                .pluginIncomplete,
                file: file,
                "插件“\(shown)”缺少 version 或 provider。",
                "The plugin “\(shown)” lacks version or provider."
            )
        }
    }
}
