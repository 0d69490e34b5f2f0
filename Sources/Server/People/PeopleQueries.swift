import Domain
import Storage

/// Why somebody is shut out.
struct PersonDisabling: Sendable {
    let at: Instant
    let by: ID<Person>?
    let reason: DisableReason
    let note: String
}

/// Somebody in the list of people.
struct PersonRow: Sendable {
    let id: ID<Person>
    let login: String
    let loginKey: String
    let name: String
    let picture: String?
    let createdAt: Instant
    let disabledAt: Instant?
    /// Nil for who never signed in.
    let lastSeen: Instant?

    var isDisabled: Bool { disabledAt != nil }

    static let columns: Query = """
        p.id, p.login, p.login_key, p.name, p.picture, p.created_at, p.disabled_at, p.last_seen_at
        """

    init(_ row: Row) throws {
        id = try row.id("id")
        login = try row.text("login")
        loginKey = try row.text("login_key")
        name = try row.text("name")
        picture = try row.optionalText("picture")
        createdAt = try row.instant("created_at")
        disabledAt = try row.optionalInstant("disabled_at")
        lastSeen = try row.optionalInstant("last_seen_at")
    }
}

/// What the pages of people ask. The lists are in `PeopleListQueries`.
struct PeopleQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    func person(login: String) throws -> PersonRow? {
        try db.first("SELECT \(PersonRow.columns) FROM person p WHERE p.login_key = \(LoginName.key(of: login))")
            .map(PersonRow.init)
    }

    /// Why they are shut out now; nil where they are not, or no reason was given.
    func disabling(of person: ID<Person>) throws -> PersonDisabling? {
        try db.first(
            """
            SELECT d.disabled_at, d.disabled_by, d.reason, d.note FROM person p
            JOIN person_disabling d ON d.person_id = p.id AND d.disabled_at = p.disabled_at
            WHERE p.id = \(person)
            """
        ).map(Self.disabling)
    }

    /// What was written when they were disabled at that moment, for the journal's entry.
    func disabling(of person: ID<Person>, at moment: Instant) throws -> PersonDisabling? {
        try db.first(
            """
            SELECT disabled_at, disabled_by, reason, note FROM person_disabling
            WHERE person_id = \(person) AND disabled_at = \(moment)
            """
        ).map(Self.disabling)
    }

    private static func disabling(_ row: Row) throws -> PersonDisabling {
        PersonDisabling(
            at: try row.instant("disabled_at"),
            by: try row.optionalID("disabled_by"),
            reason: try row.word("reason"),
            note: try row.text("note")
        )
    }

    /// The duties of several people, in the order of the duties.
    func duties(of people: [ID<Person>]) throws -> [ID<Person>: [Duty]] {
        var duties: [ID<Person>: Set<Duty>] = [:]
        for row in try db.rows(
            "SELECT person_id, duty FROM person_duty WHERE \(Query.isIn("person_id", people.map(\.rawValue)))"
        ) {
            if let duty = Duty(rawValue: try row.text("duty")) {
                duties[try row.id("person_id"), default: []].insert(duty)
            }
        }
        return duties.mapValues { held in Duty.allCases.filter(held.contains) }
    }
}

/// What only the pages of people write.
struct PeopleWrites {
    let db: any Writing

    func add(_ disabling: PersonDisabling, of person: ID<Person>) throws {
        try db.execute(
            """
            INSERT INTO person_disabling (person_id, disabled_at, disabled_by, reason, note)
            VALUES (\(person), \(disabling.at), \(disabling.by), \(disabling.reason), \(disabling.note))
            """
        )
    }
}
