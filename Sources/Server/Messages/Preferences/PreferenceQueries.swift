import Domain
import Storage

/// What people chose for their messages.
struct PreferenceQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// As things are now.
    func preferences(of person: ID<Person>) throws -> MessagePreferences {
        var found = try preferences(of: [person])[person] ?? .standard
        found.inbox.subtract(try outOfInbox(of: person))
        return found
    }

    /// How each of these people wants to be rung; what they keep out of the inbox is not asked for.
    func preferences(of people: Set<ID<Person>>) throws -> [ID<Person>: MessagePreferences] {
        guard !people.isEmpty else { return [:] }
        var all: [ID<Person>: MessagePreferences] = [:]
        let rows = try db.rows(
            """
            SELECT person_id, push, webhook, quiet_from, quiet_until FROM message_preference
            WHERE \(Query.isIn("person_id", people.map(\.rawValue).sorted()))
            """
        )
        for row in rows {
            var chosen = MessagePreferences.standard
            chosen.push = Self.categories(try row.text("push"))
            chosen.webhook = Self.categories(try row.text("webhook"))
            if let from = try row.optionalInt("quiet_from"), let until = try row.optionalInt("quiet_until") {
                chosen.quiet = QuietHours(from: from, until: until)
            }
            all[try row.id("person_id")] = chosen
        }
        return all
    }

    private static func categories(_ text: String) -> Set<MessageCategory> {
        Set(text.split(separator: " ").compactMap { MessageCategory(rawValue: String($0)) })
    }

    /// The categories that somebody keeps out of the inbox now.
    private func outOfInbox(of person: ID<Person>) throws -> Set<MessageCategory> {
        let subjects = MessageCategory.allCases.map { MuteSubject.category($0).stored }
        let rows = try db.rows(
            """
            SELECT subject FROM message_mute
            WHERE person_id = \(person) AND until_sequence IS NULL AND \(Query.isIn("subject", subjects))
            """
        )
        return Set(
            try rows.compactMap { row in
                if case .category(let category)? = MuteSubject(stored: try row.text("subject")) {
                    category
                } else {
                    nil
                }
            }
        )
    }
}

struct PreferenceWrites {
    let db: any Writing

    func set(_ preferences: MessagePreferences, of person: ID<Person>) throws {
        func text(_ chosen: Set<MessageCategory>) -> String {
            MessageCategory.allCases.filter(chosen.contains).map(\.rawValue).joined(separator: " ")
        }
        try db.execute(
            """
            INSERT INTO message_preference (person_id, push, webhook, quiet_from, quiet_until)
            VALUES (\(person), \(text(preferences.push)), \(text(preferences.webhook)), \(preferences.quiet?.from), \(preferences.quiet?.until))
            ON CONFLICT (person_id) DO UPDATE SET push = excluded.push, webhook = excluded.webhook, quiet_from = excluded.quiet_from,
                quiet_until = excluded.quiet_until
            """
        )
    }
}
