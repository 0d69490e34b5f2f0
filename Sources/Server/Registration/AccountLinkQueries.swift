import Domain
import Storage

/// What is asked about operators' invitation links.
struct AccountLinkQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let select: Query = """
        SELECT l.id, l.code, l.note, l.uses, l.used, l.made_by, l.made_at, l.expires_at, l.ended_at, p.name AS maker,
            CASE WHEN l.made_by IS NULL OR (p.disabled_at IS NULL AND EXISTS (SELECT 1 FROM person_duty d
                WHERE d.person_id = l.made_by AND d.duty = \(Duty.administrator))) THEN 1 ELSE 0 END AS in_charge
        FROM account_link l LEFT JOIN person p ON p.id = l.made_by
        """

    func link(code: String) throws -> AccountLinkRow? {
        try db.first("\(Self.select) WHERE l.code = \(code)").map(AccountLinkRow.init)
    }

    func link(_ id: ID<AccountLink>) throws -> AccountLinkRow? {
        try db.first("\(Self.select) WHERE l.id = \(id)").map(AccountLinkRow.init)
    }

    /// All of them, the newest first.
    func page(after cursor: AccountLinkCursor, limit: Int) throws -> [AccountLinkRow] {
        try db.rows(
            """
            \(Self.select) WHERE (l.made_at, l.id) < (\(cursor.madeAt), \(cursor.id))
            ORDER BY l.made_at DESC, l.id DESC LIMIT \(limit)
            """
        ).map(AccountLinkRow.init)
    }

    /// How many have neither been ended, run out nor been used up; counted up to `most`.
    func working(at now: Instant, upTo most: Int) throws -> Int {
        try db.rows(
            """
            SELECT id FROM account_link WHERE ended_at IS NULL AND expires_at > \(now) AND used < uses LIMIT \(most)
            """
        ).count
    }

    /// Somebody who made their account by a link.
    struct Arrival: Sendable {
        let login: String
        let name: String
        let picture: String?
        let at: Instant
    }

    /// Who came by a link, the first to come first; as many as may use it.
    func arrivals(by link: ID<AccountLink>) throws -> [Arrival] {
        try db.rows(
            """
            SELECT p.login, p.name, p.picture, r.registered_at FROM registration r
                JOIN person p ON p.id = r.person_id
            WHERE r.account_link = \(link) ORDER BY r.registered_at, r.person_id LIMIT \(AccountLinkRules.uses.upperBound)
            """
        ).map { row in
            Arrival(
                login: try row.text("login"),
                name: try row.text("name"),
                picture: try row.optionalText("picture"),
                at: try row.instant("registered_at")
            )
        }
    }
}

struct AccountLinkWrites {
    let db: any Writing

    struct New: Sendable {
        let id: ID<AccountLink>
        let code: String
        let note: String
        let uses: Int
        let maker: ID<Person>?
        let expires: Instant
    }

    func add(_ link: New, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO account_link (id, code, note, uses, made_by, made_at, expires_at)
            VALUES (\(link.id), \(link.code), \(link.note), \(link.uses), \(link.maker), \(now), \(link.expires))
            """
        )
    }

    /// Takes one of its uses; false when there is none left or it is over.
    func use(_ id: ID<AccountLink>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE account_link SET used = used + 1
            WHERE id = \(id) AND used < uses AND ended_at IS NULL AND expires_at > \(now)
            """
        ) == 1
    }

    /// False when it was ended before.
    func end(_ id: ID<AccountLink>, at now: Instant) throws -> Bool {
        try db.execute("UPDATE account_link SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") == 1
    }

    /// Writes down how somebody came who made their account themselves.
    func arrived(
        _ person: ID<Person>,
        by link: ID<AccountLink>?,
        or memberLink: ID<InvitationLink>?,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO registration (person_id, account_link, member_link, registered_at)
            VALUES (\(person), \(link), \(memberLink), \(now))
            """
        )
    }
}
