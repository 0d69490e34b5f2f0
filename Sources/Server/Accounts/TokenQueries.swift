import Domain
import Storage

/// What is asked about access tokens.
struct TokenQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Token: Sendable {
        let id: ID<APIToken>
        let name: String
        let scopes: Set<Action>
        let createdAt: Instant
        let expiresAt: Instant?
        let lastUsedAt: Instant?
    }

    /// A person's tokens that are not revoked, newest first; expired ones too, so that one sees why something stopped.
    func tokens(of person: ID<Person>) throws -> [Token] {
        try db.rows(
            """
            SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_token
            WHERE person_id = \(person) AND revoked_at IS NULL ORDER BY created_at DESC, id DESC
            LIMIT \(MakeToken.most)
            """
        ).map(Self.token)
    }

    func count(of person: ID<Person>) throws -> Int {
        try db.first("SELECT count(*) AS n FROM api_token WHERE person_id = \(person) AND revoked_at IS NULL")?.int("n")
            ?? 0
    }

    private static func token(_ row: Row) throws -> Token {
        Token(
            id: try row.id("id"),
            name: try row.text("name"),
            scopes: Set(try row.text("scopes").split(separator: " ").compactMap { Action(rawValue: String($0)) }),
            createdAt: try row.instant("created_at"),
            expiresAt: try row.optionalInstant("expires_at"),
            lastUsedAt: try row.optionalInstant("last_used_at")
        )
    }
}

/// Changes of access tokens. The secret is stored as its hash only.
struct TokenWrites {
    let db: any Writing

    func add(_ token: TokenQueries.Token, of person: ID<Person>, hash: String) throws {
        let scopes = token.scopes.map(\.rawValue).sorted().joined(separator: " ")
        try db.execute(
            """
            INSERT INTO api_token (id, person_id, hash, name, scopes, created_at, expires_at)
            VALUES (\(token.id), \(person), \(hash), \(token.name), \(scopes), \(token.createdAt), \(token.expiresAt))
            """
        )
    }

    /// False when the person has no such token, or it was revoked already.
    func revoke(_ token: ID<APIToken>, of person: ID<Person>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE api_token SET revoked_at = \(now)
            WHERE id = \(token) AND person_id = \(person) AND revoked_at IS NULL
            """
        ) == 1
    }

    /// Those that were good until then.
    func revokeAll(of person: ID<Person>, at now: Instant) throws -> [ID<APIToken>] {
        try db.rows(
            """
            UPDATE api_token SET revoked_at = \(now) WHERE person_id = \(person) AND revoked_at IS NULL RETURNING id
            """
        ).map { try $0.id("id") }
    }
}
