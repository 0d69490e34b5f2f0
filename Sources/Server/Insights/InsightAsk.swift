import Domain

/// What an address asks about: the window, version and stage. Kept in every link of the pages.
struct InsightAsk: Sendable {
    enum Window: String, CaseIterable, Sendable {
        case day = "24h"
        case week = "7d"
        case month = "30d"
        case quarter = "90d"

        var unit: FigureUnit { self == .day ? .hour : .day }
        var count: Int64 {
            switch self {
            case .day: 24
            case .week: 7
            case .month: 30
            case .quarter: 90
            }
        }
        var words: Words {
            switch self {
            case .day: Words("24 小时", "24 h")
            case .week: Words("7 天", "7 days")
            case .month: Words("30 天", "30 days")
            case .quarter: Words("90 天", "90 days")
            }
        }
    }

    var window: Window
    var number: VersionNumber?
    var isGrayOnly: Bool
    var order: InsightQueries.PageOrder

    /// What is not understood counts as not said.
    init(_ query: FormFields) {
        window = query["window"].flatMap(Window.init(rawValue:)) ?? .week
        number = query["version"].flatMap { VersionNumber($0) }
        isGrayOnly = query["stage"] == "gray"
        order = query["by"].flatMap(InsightQueries.PageOrder.init(rawValue:)) ?? .views
    }

    var filter: InsightQueries.Filter { InsightQueries.Filter(number: number, stage: isGrayOnly ? .gray : nil) }

    /// The hours or days of the window that ends now.
    func times(now: Int64) -> ClosedRange<Int64> { (now - window.count + 1)...now }

    func path(_ base: String, _ change: (inout InsightAsk) -> Void = { _ in }) -> String {
        var ask = self
        change(&ask)
        var parts = ["window=\(ask.window.rawValue)"]
        if let number = ask.number { parts.append("version=\(number)") }
        if ask.isGrayOnly { parts.append("stage=gray") }
        if ask.order != .views { parts.append("by=\(ask.order.rawValue)") }
        return "\(base)?\(parts.joined(separator: "&"))"
    }
}

extension Paths {
    static func insights(_ app: ID<MiniProgram>) -> String { "\(Paths.app(app))/insights" }
    static func performance(_ app: ID<MiniProgram>) -> String { "\(Paths.app(app))/performance" }
    static func versionInsights(_ app: ID<MiniProgram>) -> String { "\(insights(app))/versions" }
}
