import Domain

/// Which of a person's mini programs a list shows. Raw values stand in addresses.
enum AppFilter: String, CaseIterable {
    case all = ""
    case managed, developed, experienced

    var roles: [MemberRole] {
        switch self {
        case .all: MemberRole.allCases
        case .managed: [.owner, .administrator]
        case .developed: [.developer]
        case .experienced: [.experiencer]
        }
    }

    var words: Words {
        switch self {
        case .all: Words("全部", "All")
        case .managed: Words("我管理的", "I manage")
        case .developed: Words("我开发的", "I develop")
        case .experienced: Words("我体验的", "I try")
        }
    }
}

extension SwitcherQueries.Cursor {
    init(_ entry: SwitcherQueries.Entry) { self.init(joinedAt: entry.joinedAt, app: entry.app) }

    /// The cursor as it stands in an address and in the API's `next`.
    var text: String { "\(joinedAt.milliseconds)-\(app)" }

    /// Nil for what `text` cannot have given.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let app = AppID.check(String(parts[1]))
        else { return nil }
        self.init(joinedAt: Instant(milliseconds: milliseconds), app: app)
    }
}

extension Paths {
    /// The list of mini programs, searched and by role.
    static func apps(query: String = "", role: String = "", after: String? = nil) -> String {
        var parts: [String] = []
        if !query.isEmpty { parts.append("q=\(query.addingPercentEncoding())") }
        if !role.isEmpty { parts.append("role=\(role)") }
        if let after { parts.append("after=\(after)") }
        return parts.isEmpty ? apps : "\(apps)?\(parts.joined(separator: "&"))"
    }
}
