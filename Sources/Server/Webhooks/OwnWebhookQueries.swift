import Domain
import Storage

/// Who wants messages at webhooks of their own.
struct OwnWebhookQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Found: Sendable {
        let id: ID<Webhook>
        let person: ID<Person>
        let isPaused: Bool
        let madeAt: Instant
        let readTo: Int64
    }

    /// The webhooks of these people.
    func webhooks(of people: Set<ID<Person>>) throws -> [Found] {
        guard !people.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT id, owner_id, paused_by, made_at, read_to FROM webhook
            WHERE owner_kind = 'person' AND \(Query.isIn("owner_id", people.map(\.rawValue).sorted()))
            ORDER BY made_at, id
            """
        ).map { row in
            Found(
                id: try row.id("id"),
                person: try row.id("owner_id"),
                isPaused: try row.optionalText("paused_by") != nil,
                madeAt: try row.instant("made_at"),
                readTo: try row.int64("read_to")
            )
        }
    }
}
