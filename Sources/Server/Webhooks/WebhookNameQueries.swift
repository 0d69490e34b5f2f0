import Domain
import Storage

/// Names for what a webhook is told, read when it is sent.
struct WebhookNameQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// The name of a mini program, a closed one too: that it was closed is told as well.
    func app(_ id: ID<MiniProgram>) throws -> String? {
        try db.first("SELECT name FROM mini_program WHERE id = \(id)")?.text("name")
    }

    /// Whether somebody may still use the program.
    func isActive(_ person: ID<Person>) throws -> Bool {
        try db.first("SELECT 1 AS one FROM person WHERE id = \(person) AND disabled_at IS NULL") != nil
    }

    func people(_ ids: [ID<Person>]) throws -> [ID<Person>: WebhookPerson] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows("SELECT id, login, name FROM person WHERE \(Query.isIn("id", ids))")
        return try Dictionary(
            rows.map { row in
                let id: ID<Person> = try row.id("id")
                let person = WebhookPerson(
                    id: id.rawValue,
                    login: try row.text("login"),
                    name: try row.text("name")
                )
                return (id, person)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
