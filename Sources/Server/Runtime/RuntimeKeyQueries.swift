package import Domain
package import Storage

/// A key of the runtime, without its private half.
package struct RuntimeKeyRow: Sendable, Hashable {
    package let id: String
    /// The 32 bytes of the Ed25519 public key, base64.
    package let publicKey: String
    package let madeAt: Instant
    package let retiredAt: Instant?
}

package struct RuntimeKeyQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// Keys that a client should know: the one that signs, and those retired after a moment.
    package func announced(since: Instant) throws -> [RuntimeKeyRow] {
        try db.rows(
            """
            SELECT id, public_key, made_at, retired_at FROM runtime_key
            WHERE retired_at IS NULL OR retired_at >= \(since) ORDER BY made_at DESC
            """
        ).map { row in
            RuntimeKeyRow(
                id: try row.text("id"),
                publicKey: try row.text("public_key"),
                madeAt: try row.instant("made_at"),
                retiredAt: try row.optionalInstant("retired_at")
            )
        }
    }

    /// The one that signs: its id and the private half, base64.
    func signing() throws -> (id: String, privateKey: String)? {
        try db.first(
            "SELECT id, private_key FROM runtime_key WHERE retired_at IS NULL ORDER BY made_at DESC LIMIT 1"
        ).map { (try $0.text("id"), try $0.text("private_key")) }
    }
}

struct RuntimeKeyWrites {
    let db: any Writing

    func add(_ id: String, privateKey: String, publicKey: String, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO runtime_key (id, private_key, public_key, made_at)
            VALUES (\(id), \(privateKey), \(publicKey), \(now))
            """
        )
    }

    /// Retires those that sign. With `forget` they are no longer announced: they got into the wrong hands.
    func retireAll(at now: Instant, forget: Bool) throws {
        if forget {
            try db.execute("DELETE FROM runtime_key")
        } else {
            try db.execute("UPDATE runtime_key SET retired_at = \(now) WHERE retired_at IS NULL")
        }
    }
}
