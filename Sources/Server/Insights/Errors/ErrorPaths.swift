package import Domain

extension Paths {
    package static func errors(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/errors" }
    package static func error(_ fingerprint: ErrorFingerprint, of app: ID<MiniProgram>) -> String {
        "\(errors(app))/\(fingerprint.text)"
    }
    static func errors(_ app: ID<MiniProgram>, _ place: ErrorPlace, after: String? = nil) -> String {
        let fields = [
            ("show", place.show), ("order", place.order == .newest ? nil : place.order.rawValue), ("after", after),
        ]
        let query = fields.compactMap { name, value in value.map { "\(name)=\($0.addingPercentEncoding())" } }
        return query.isEmpty ? errors(app) : "\(errors(app))?\(query.joined(separator: "&"))"
    }
}

/// What of the errors a page shows: everything, one kind, or what the gray version meets.
struct ErrorPlace: Hashable, Sendable {
    enum Show: Hashable, Sendable {
        case all
        case kind(RuntimeEvent.Kind)
        case gray
    }

    let shown: Show
    let order: ErrorQueries.Order

    init(_ shown: Show, _ order: ErrorQueries.Order) { (self.shown, self.order) = (shown, order) }

    /// Kinds that can fail, in the order of their weight.
    static let kinds: [RuntimeEvent.Kind] = [.launch, .whiteScreen, .scriptError, .http, .jsapi, .resourceError]

    /// What cannot be read is everything.
    init(show: String?, order: String?) {
        let kind = show.flatMap(RuntimeEvent.Kind.init(rawValue:)).flatMap { Self.kinds.contains($0) ? $0 : nil }
        let order = order.flatMap(ErrorQueries.Order.init(rawValue:)) ?? .newest
        // What one version met is in the order of time alone.
        self.init(show == "gray" ? .gray : kind.map(Show.kind) ?? .all, show == "gray" ? .newest : order)
    }

    var show: String? {
        switch shown {
        case .all: nil
        case .kind(let kind): kind.rawValue
        case .gray: "gray"
        }
    }
}

extension RuntimeEvent.Kind {
    /// As errors are named on pages.
    var failureWords: Words {
        switch self {
        case .launch: Words("启动失败", "Launch failed")
        case .whiteScreen: Words("白屏", "White screen")
        case .scriptError: Words("JavaScript 错误", "JavaScript error")
        case .http: Words("请求失败", "Request failed")
        case .jsapi: Words("JSAPI 失败", "JSAPI failed")
        case .resourceError: Words("资源加载失败", "Resource failed")
        case .pageView, .share, .exposure: Words("其他", "Other")
        }
    }
}
