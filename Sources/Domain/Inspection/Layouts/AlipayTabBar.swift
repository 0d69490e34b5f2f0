/// The tab bar of the Alipay layout: `items` with `pagePath`, `name`, `icon`; projects ported from elsewhere write `list`,
/// `text`, `iconPath`.
extension ReportDraft {
    mutating func readTabBar(_ bar: JSONValue?, _ file: String, _ declared: DeclaredPages) {
        guard let bar, let items = (bar["items"] ?? bar["list"])?.array else { return }
        if !(2...5).contains(items.count) {
            findings.add(
                .tabCount,
                file: file,
                "标签栏有 \(items.count) 个标签，应为 2 到 5 个。",
                "The tab bar has \(items.count) tabs; 2 to 5 fit."
            )
        }
        var tabs: [InspectionReport.Tab] = []
        for item in items.prefix(10) {
            guard let written = item["pagePath"]?.string else {
                findings.add(.tabUnlisted, file: file, "有标签没有写 pagePath。", "A tab has no pagePath.")
                continue
            }
            guard let page = path(written, of: "tabBar", in: file) else { continue }
            checkTab(page, file, declared)
            let icon = tabIcon(item["icon"] ?? item["iconPath"], file)
            let active = tabIcon(item["activeIcon"] ?? item["selectedIconPath"], file)
            let name = shown(item["name"]?.string ?? item["text"]?.string) ?? ""
            tabs.append(.init(page: page, name: name, icon: icon, activeIcon: active))
        }
        report.tabBar = .init(
            color: colour(bar["textColor"]) ?? colour(bar["color"]),
            selectedColor: colour(bar["selectedColor"]),
            background: colour(bar["backgroundColor"]),
            items: tabs
        )
    }

    private mutating func checkTab(_ page: String, _ file: String, _ declared: DeclaredPages) {
        let shown = PackageName.shown(page)
        switch declared.all[page] {
        case .none:
            findings.add(
                .tabUnlisted,
                file: file,
                "标签页“\(shown)”不在 pages 里。",
                "The tab's page “\(shown)” is not in pages."
            )
        case .some(.some(let root)):
            let root = PackageName.shown(root)
            findings.add(
                .tabOutsideMain,
                file: file,
                "标签页“\(shown)”在分包“\(root)”里。",
                "The tab's page “\(shown)” lies in the sub-package “\(root)”."
            )
        case .some(.none): break
        }
    }

    /// The icon's name in the package, when it is there. Icons are often written with a leading `/`, which all hosts take.
    private mutating func tabIcon(_ value: JSONValue?, _ file: String) -> String? {
        guard let written = value?.string, !written.isEmpty else { return nil }
        switch PackagePath.resolve(written) {
        case .inside(let path), .fromRoot(let path):
            if contents.has(path) { return contents.full(path) }
            let shown = PackageName.shown(written)
            findings.add(.tabIcon, file: file, "图标“\(shown)”不在包里。", "The icon “\(shown)” is not in the package.")
            return nil
        case .elsewhere: return nil
        case .absolute, .escapes:
            _ = path(written, of: "tabBar", in: file)
            return nil
        }
    }
}
