import Domain
import Storage

/// What the pages under 我的 ask.
struct MeQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Summary: Sendable {
        let owned: Int
        let joined: Int
        let sessions: Int
        let tokens: Int
    }

    /// In how many mini programs the person is, and what is signed in as them.
    func summary(of person: ID<Person>, at now: Instant) throws -> Summary {
        let row = try db.first(
            """
            SELECT
                (SELECT count(*) FROM member m JOIN mini_program a ON a.id = m.app_id WHERE m.person_id = \(person)
                    AND m.state = 'VALID' AND m.role = \(MemberRole.owner) AND a.closed_at IS NULL) AS owned,
                (SELECT count(*) FROM member m JOIN mini_program a ON a.id = m.app_id WHERE m.person_id = \(person)
                    AND m.state = 'VALID' AND a.closed_at IS NULL) AS joined,
                (SELECT count(*) FROM session WHERE person_id = \(person) AND expires_at > \(now)) AS sessions,
                (SELECT count(*) FROM api_token WHERE person_id = \(person) AND revoked_at IS NULL) AS tokens
            """
        )
        return Summary(
            owned: try row?.int("owned") ?? 0,
            joined: try row?.int("joined") ?? 0,
            sessions: try row?.int("sessions") ?? 0,
            tokens: try row?.int("tokens") ?? 0
        )
    }

    struct Device: Sendable {
        let id: ID<Session>
        let address: String
        let agent: String
        let since: Instant
        let lastSeen: Instant
    }

    /// A person's sessions, the last used first; a hundred at most.
    func devices(of person: ID<Person>, at now: Instant) throws -> [Device] {
        try db.rows(
            """
            SELECT id, address, agent, created_at, last_seen_at FROM session
            WHERE person_id = \(person) AND expires_at > \(now) ORDER BY last_seen_at DESC LIMIT 100
            """
        ).map { row in
            Device(
                id: try row.id("id"),
                address: try row.text("address"),
                agent: try row.text("agent"),
                since: try row.instant("created_at"),
                lastSeen: try row.instant("last_seen_at")
            )
        }
    }
}
