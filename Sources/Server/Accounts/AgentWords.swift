import Domain

/// A browser's words about itself, shortened to what its owner calls it: `Chrome · Android`.
struct AgentWords {
    let name: Words
    let isPhone: Bool

    init(_ agent: String) {
        let browsers: [(mark: String, name: String)] = [
            ("MicroMessenger/", "微信"), ("AlipayClient/", "支付宝"), ("Edg", "Edge"), ("OPR/", "Opera"),
            ("SamsungBrowser/", "Samsung Internet"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
            ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems: [(mark: String, name: String, isPhone: Bool)] = [
            ("iPhone", "iPhone", true), ("iPad", "iPad", true), ("HarmonyOS", "HarmonyOS", true),
            ("OpenHarmony", "HarmonyOS", true), ("Android", "Android", true), ("Windows", "Windows", false),
            ("Macintosh", "Mac", false), ("CrOS", "ChromeOS", false), ("Linux", "Linux", false),
        ]
        let browser = browsers.first { agent.contains($0.mark) }?.name
        let system = systems.first { agent.contains($0.mark) }
        let parts = [browser, system?.name].compactMap(\.self)
        isPhone = system?.isPhone ?? false
        name =
            parts.isEmpty
            ? Words("未知设备", "Unknown device")
            : Words(
                parts.joined(separator: " · "),
                parts.joined(separator: " · ").replacing("微信", with: "WeChat").replacing("支付宝", with: "Alipay")
            )
    }
}
