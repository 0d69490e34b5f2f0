import Domain
import Storage

/// Forgets old deliveries: after 30 days, and beyond the last 200 of a webhook. What still waits stays.
struct TrimDeliveries: Sendable {
    let platform: Platform

    static let days: Int64 = 30
    static let most = 200

    func callAsFunction() async throws {
        let limit = platform.world.now().adding(seconds: -Self.days * 86_400)
        try await platform.engine.write { db in
            let writes = DeliveryWrites(db: db)
            try writes.removeOld(before: limit)
            for webhook in try DeliveryQueries(db).crowded(Self.most) { try writes.trim(webhook, to: Self.most) }
        }
    }
}
