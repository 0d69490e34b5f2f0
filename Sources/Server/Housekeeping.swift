import Domain
import Logging
import ServiceLifecycle
import Storage

/// Removes what has run out: expired sessions, old previews, and the files to which nothing refers any more.
package struct Housekeeping: Service {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    private static let pause: Duration = .seconds(3600)
    /// A file waits this long for the row that will refer to it: longer than any transaction.
    private static let graceSeconds: Int64 = 3600
    /// A preview's page says that it is over for this long.
    private static let previewSeconds: Int64 = 7 * 86_400

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    try await tidy()
                } catch {
                    platform.logger.error("tidying failed", metadata: ["cause": "\(String(reflecting: error))"])
                }
            } while (try? await Task.sleep(for: Self.pause)) != nil
        }
    }

    /// - Returns: how many files went.
    @discardableResult
    package func tidy() async throws -> Int {
        let now = platform.world.now()
        try await platform.engine.write { db in
            try SessionWrites(db: db).removeExpired(at: now)
            _ = try PreviewWrites(db: db).removeExpired(before: now.adding(seconds: -Self.previewSeconds))
        }
        // Read before the sweep: what is kept afterwards is younger than the grace.
        let kept = try await platform.engine.read { try HousekeepingQueries($0).referencedBlobs(at: now) }
        let (blobs, limit) = (platform.blobs, now.adding(seconds: -Self.graceSeconds))
        let removed = try await offCooperativePool { try blobs.sweep(keeping: kept, olderThan: limit) }
        if !removed.isEmpty { platform.logger.info("removed files", metadata: ["count": "\(removed.count)"]) }
        return removed.count
    }
}
