import Domain
import Storage
import TestSupport

@testable import Server

/// A site with a system administrator who looks after people.
struct PeopleStage: Sendable {
    let site: Site
    let root: SiteClient

    init(_ site: Site) async throws {
        self.site = site
        _ = try await site.person("root", name: "何书言", duties: Set(Duty.allCases), hasPassword: true)
        root = try await site.as("root", name: "何书言", duties: Set(Duty.allCases))
    }

    var caller: Caller { Caller(person: root.person, duties: Set(Duty.allCases), scopes: nil) }

    func duties(_ login: String) async throws -> [Duty] {
        try await site.platform.engine.read { db in
            guard let row = try PeopleQueries(db).person(login: login) else { return [] }
            return try PeopleQueries(db).duties(of: [row.id])[row.id] ?? []
        }
    }

    /// The words of the journal, oldest first, with their recipients.
    func entries() async throws -> [(word: String, recipients: [ID<Person>])] {
        try await site.platform.engine.read { db in
            try JournalQueries(db).entries(after: 0, limit: 1000).map { ($0.word, try $0.decoded().recipients) }
        }
    }

    /// Many people, written straight into the table.
    func crowd(_ count: Int) async throws {
        let now = site.world.now
        try await site.platform.engine.write { db in
            for begin in stride(from: 0, to: count, by: 500) {
                let rows: [Query] = (begin..<min(count, begin + 500)).map { index in
                    let number = String(String(1_000_000 + index).dropFirst())
                    return """
                        (\("crowd-\(number)"), \("user\(number)"), \("user\(number)"), \("某人\(number)"), '', \(now),
                            \(index % 50 == 0 ? now : nil))
                        """
                }
                try db.execute(
                    """
                    INSERT INTO person (id, login, login_key, name, password, created_at, disabled_at)
                    VALUES \(Query.joined(rows))
                    """
                )
            }
        }
    }
}
