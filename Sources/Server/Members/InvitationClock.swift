import Domain
import Storage

/// Writes down what nobody answered in time: once a minute on every node; the row's state lets each happen once. What asks
/// for an answer compares with the clock itself, so that nothing depends on this being on time.
package struct InvitationClock: RecurringWork {
    package static let name = "invitations"
    package static let interval = Duration.seconds(60)
    package let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func work() async throws { while try await tick() >= Self.batch {} }

    private static let batch = 100

    /// Ends every invitation and hand-over that is due, up to a batch of each, and gives their number.
    @discardableResult
    package func tick() async throws -> Int {
        let now = platform.world.now()
        let (invitations, handOvers) = try await platform.engine.read { db in
            (
                try InvitationQueries(db).due(at: now, limit: Self.batch),
                try HandOverQueries(db).due(at: now, limit: Self.batch)
            )
        }
        for invitation in invitations {
            try await platform.change(by: nil) { change in
                try InformationWrites(db: change.db).lock(invitation.app)
                try change.expire(invitation)
            }
        }
        for handOver in handOvers {
            try await platform.change(by: nil) { change in _ = try change.expire(handOver) }
        }
        return invitations.count + handOvers.count
    }
}
