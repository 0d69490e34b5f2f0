package import Domain
import Storage

/// Which people a list shows.
package enum PeopleFilter: Hashable, Sendable {
    case all, disabled, unseen
    case duty(Duty)

    /// Who has not been here for that many days counts as unseen for long.
    package static let unseenDays: Int64 = 90

    package static let allCases: [PeopleFilter] = [.all] + Duty.allCases.map(PeopleFilter.duty) + [.disabled, .unseen]

    package var name: String {
        switch self {
        case .all: "all"
        case .disabled: "disabled"
        case .unseen: "unseen"
        case .duty(let duty): duty.rawValue
        }
    }

    package init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    package var words: Words {
        switch self {
        case .all: Words("全部", "All")
        case .disabled: Words("已停用", "Disabled")
        case .unseen: Words("\(Self.unseenDays) 天没登录", "Unseen for \(Self.unseenDays) days")
        case .duty(let duty): duty.words
        }
    }
}

/// The lists of people: by login, or the longest unseen first.
struct PeopleListQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Where a page ends: the next one begins after it.
    struct Cursor: Sendable, Equatable {
        /// The login's key, or the person's id where the list is by time.
        let key: String
        let at: Int64

        init(key: String, at: Int64) { (self.key, self.at) = (key, at) }

        init?(text: String) {
            let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let at = Int64(parts[0]) else { return nil }
            self.init(key: String(parts[1]), at: at)
        }

        var text: String { "\(at)~\(key)" }
    }

    /// A page, and where the next one begins; nil at the end.
    ///
    /// A search goes along an index that holds login and name, and stops when the page is full: it never sorts and reads no
    /// person who is not shown.
    func page(
        _ filter: PeopleFilter,
        finding text: String = "",
        after cursor: Cursor? = nil,
        at now: Instant,
        limit: Int
    ) throws -> (rows: [PersonRow], next: Cursor?) {
        var conditions = Self.words(text)
        let order: Query
        var source: Query = "person p"
        switch filter {
        case .unseen:
            let end = now.adding(seconds: -PeopleFilter.unseenDays * 86_400)
            conditions.append("p.disabled_at IS NULL")
            conditions.append("coalesce(p.last_seen_at, p.created_at) < \(end)")
            if let cursor {
                conditions.append("(coalesce(p.last_seen_at, p.created_at), p.id) > (\(cursor.at), \(cursor.key))")
            }
            order = "coalesce(p.last_seen_at, p.created_at), p.id"
        case .all, .disabled, .duty:
            if case .disabled = filter { conditions.append("p.disabled_at IS NOT NULL") }
            if case .duty(let duty) = filter {
                source = "person_duty d JOIN person p ON p.id = d.person_id"
                conditions.append("d.duty = \(duty)")
            }
            conditions.append("p.login_key > \(cursor?.key ?? "")")
            order = "p.login_key"
        }
        let found = try db.rows(
            """
            SELECT \(PersonRow.columns) FROM (
                SELECT p.id FROM \(source) WHERE \(Query.joined(conditions, separator: " AND "))
                ORDER BY \(order) LIMIT \(limit + 1)) AS found
            JOIN person p ON p.id = found.id ORDER BY \(order)
            """
        ).map(PersonRow.init)
        let rows = Array(found.prefix(limit))
        guard found.count > limit, let last = rows.last else { return (rows, nil) }
        let seen = (last.lastSeen ?? last.createdAt).milliseconds
        return (rows, filter == .unseen ? Cursor(key: last.id.rawValue, at: seen) : Cursor(key: last.loginKey, at: 0))
    }

    /// Every word stands in the login or in the name.
    private static func words(_ text: String) -> [Query] {
        PlainText.line(text).split(separator: " ").prefix(4).map { word in
            let pattern = SwitcherQueries.pattern(finding: String(word))
            return
                #"(p.login_key LIKE lower(\#(pattern)) ESCAPE '\' OR lower(p.name) LIKE lower(\#(pattern)) ESCAPE '\')"#
        }
    }
}
