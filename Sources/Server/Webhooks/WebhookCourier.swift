import Domain
import Logging
import ServiceLifecycle
import Storage

/// Sends what webhooks are to be told, at least once each.
///
/// Every node runs one. The turn of a webhook is leased in the database, so that no two send to the same one at once; a node
/// that crashed loses its turns after a minute. Receivers that fail have places of their own, so that they do not hold up
/// those that work.
package actor WebhookCourier: Service {
    private let platform: Platform
    /// Webhooks that are being served: of those that work, and of those that fail.
    private var healthy = 0
    private var failing = 0

    /// Webhooks of each kind that are served at once by one node.
    static let places = 8
    /// Longer than any call may take.
    static let leaseSeconds: Int64 = 60

    package init(platform: Platform) { self.platform = platform }

    private struct Turn: Sendable {
        let lease: WebhookLease
        let isFailing: Bool
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                repeat {
                    for turn in await turns() { group.addTask { await self.serve(turn) } }
                } while (try? await Task.sleep(for: .milliseconds(500))) != nil
            }
        }
    }

    /// Serves one delivery of every webhook that has one due, and gives how many were tried.
    @discardableResult
    package func tick() async -> Int {
        let turns = await turns()
        await withDiscardingTaskGroup { group in
            for turn in turns { group.addTask { await self.serve(turn) } }
        }
        return turns.count
    }

    /// Takes as many turns as there are places.
    private func turns() async -> [Turn] {
        let now = platform.world.now()
        let (key, until) = (platform.world.id(), now.adding(seconds: Self.leaseSeconds))
        let (healthyRoom, failingRoom) = (Self.places - healthy, Self.places - failing)
        do {
            // Most of the time nothing is due, and nobody is kept from writing.
            guard try await platform.engine.read({ try DeliveryQueries($0).isAnyDue(at: now) }) else { return [] }
            let turns = try await platform.engine.write { db in
                let writes = DeliveryWrites(db: db)
                let good = try writes.lease(failing: false, at: now, until: until, key: key, limit: healthyRoom)
                let bad = try writes.lease(failing: true, at: now, until: until, key: key, limit: failingRoom)
                return good.map { Turn(lease: $0, isFailing: false) } + bad.map { Turn(lease: $0, isFailing: true) }
            }
            healthy += turns.count { !$0.isFailing }
            failing += turns.count(where: \.isFailing)
            return turns
        } catch is CancellationError {
            return []
        } catch {
            platform.logger.error("webhooks cannot be read", metadata: ["cause": "\(String(reflecting: error))"])
            return []
        }
    }

    private func serve(_ turn: Turn) async {
        do {
            try await Deliver(platform: platform)(turn.lease)
        } catch is CancellationError {
        } catch {
            platform.logger.error("a webhook's delivery failed", metadata: ["cause": "\(String(reflecting: error))"])
        }
        if turn.isFailing { failing -= 1 } else { healthy -= 1 }
    }
}
