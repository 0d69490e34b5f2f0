/// Sub-packages of the Alipay layout. The key is written `subPackages` or `subpackages`.
extension ReportDraft {
    mutating func readSubPackages(_ app: JSONValue, _ file: String, _ declared: inout DeclaredPages) {
        guard let value = app["subPackages"] ?? app["subpackages"] else { return }
        guard let parts = value.array else {
            findings.add(.subPackageBroken, file: file, "subPackages 应是列表。", "subPackages must be a list.")
            return
        }
        var roots = Set<String>()
        for part in parts.prefix(PackageLimits.pages) { readSubPackage(part, file, &roots, &declared) }
        for root in roots.sorted() {
            guard let outer = PackagePath.ancestor(of: root, in: roots) else { continue }
            nested(root, outer, file)
        }
        for page in declared.main {
            guard let root = PackagePath.ancestor(of: page, in: roots) else { continue }
            let (shown, folder) = (PackageName.shown(page), PackageName.shown(root))
            findings.add(
                .subPackageOverMain,
                file: file,
                "主包页面“\(shown)”在分包“\(folder)”的目录里。",
                "The main page “\(shown)” lies in the sub-package “\(folder)”."
            )
        }
    }

    private mutating func readSubPackage(
        _ part: JSONValue,
        _ file: String,
        _ roots: inout Set<String>,
        _ declared: inout DeclaredPages
    ) {
        guard let written = part["root"]?.string, !written.isEmpty else {
            findings.add(.subPackageBroken, file: file, "有分包没有写 root。", "A sub-package has no root.")
            return
        }
        guard let root = path(written, of: "subPackages", in: file) else { return }
        let shown = PackageName.shown(root)
        guard !root.isEmpty else {
            findings.add(
                .subPackageBroken,
                file: file,
                "分包的 root 不能是根目录。",
                "A sub-package's root cannot be the root itself."
            )
            return
        }
        guard roots.insert(root).inserted else {
            nested(root, root, file)
            return
        }
        let pages = part["pages"]?.strings ?? []
        if pages.isEmpty {
            findings.add(
                .subPackageBroken,
                file: file,
                "分包“\(shown)”没有列出页面。",
                "The sub-package “\(shown)” lists no page."
            )
        }
        for page in pages {
            guard let path = path(page, of: "subPackages", in: file), !path.isEmpty else { continue }
            declare(root + "/" + path, in: root, file, &declared)
        }
        report.subPackages.append(.init(root: root, pageCount: pages.count, bytes: 0))
    }

    private mutating func nested(_ inner: String, _ outer: String, _ file: String) {
        let (inner, outer) = (PackageName.shown(inner), PackageName.shown(outer))
        findings.add(
            .subPackageNested,
            file: file,
            inner == outer ? "分包“\(inner)”声明了两次。" : "分包“\(inner)”在分包“\(outer)”里面。",
            inner == outer
                ? "The sub-package “\(inner)” is declared twice."
                : "The sub-package “\(inner)” lies in the sub-package “\(outer)”."
        )
    }
}
