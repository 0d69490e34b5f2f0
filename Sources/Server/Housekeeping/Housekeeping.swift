import Domain
import Logging
import ServiceLifecycle
import Storage

/// One thing to clear up. It may be repeated, and may run on several nodes at once.
struct Chore: Sendable {
    let name: String
    /// Gives the number of files that went.
    let run: @Sendable () async throws -> Int
}

/// Clears up at start and every hour: what has expired, and files that no row refers to.
package struct Housekeeping: Service {
    private let chores: [Chore]
    private let logger: Logger

    init(chores: [Chore], logger: Logger) { (self.chores, self.logger) = (chores, logger) }

    /// Every chore of the product, by feature.
    package init(platform: Platform) {
        let (engine, world, blobs) = (platform.engine, platform.world, platform.blobs)
        let chores = [
            Chore(name: "half-written files") { try await offCooperativePool { try blobs.recover() } },
            Chore(name: "expired sessions") {
                try await engine.write { try SessionWrites(db: $0).removeExpired(at: world.now()) }
                return 0
            },
            Chore(name: "unfinished sign-ins") {
                let now = world.now()
                try await engine.write { db in
                    try SignInStepWrites(db: db).removeExpired(at: now)
                    // A day longer, so that an old code says that it is over rather than that it never was.
                    try CodeSignInWrites(db: db).removeOld(before: now.adding(seconds: -86_400))
                    try FactorWrites(db: db).removeUnfinished(before: now.adding(seconds: -86_400))
                    try DeviceWrites(db: db).removeUnused(since: now.adding(seconds: -DeviceCookie.lifetimeSeconds))
                }
                return 0
            },
            // Kept for a week, so that an old code says that it has ended rather than that it never was.
            Chore(name: "expired previews") {
                let limit = world.now().adding(seconds: -7 * 86_400)
                _ = try await engine.write { try PreviewWrites(db: $0).removeExpired(before: limit) }
                return 0
            },
            Chore(name: "old events") {
                try await ForgetEvents(platform: platform)()
                return 0
            },
            Chore(name: "old deliveries") {
                try await TrimDeliveries(platform: platform)()
                return 0
            },
            // Longer than anything waits for a device: what is made anew from the journal finds its row, or is too old to be sent.
            Chore(name: "sent notifications") {
                let limit = world.now().adding(seconds: -2 * 86_400)
                try await engine.write { try PushDeliveryWrites(db: $0).removeEnded(before: limit) }
                return 0
            },
            Chore(name: "feedback that was not taken up") {
                try await ForgetFeedback(platform: platform)()
                return 0
            },
            Chore(name: "unused files") { try await SweepBlobs(platform: platform)() },
        ]
        self.init(chores: chores, logger: platform.logger)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await once() } while (try? await Task.sleep(for: .seconds(3600))) != nil
        }
    }

    /// Runs every chore once and gives the number of files that went; the first that fails ends it.
    @discardableResult
    package func tidy() async throws -> Int {
        var count = 0
        for chore in chores { count += try await chore.run() }
        return count
    }

    /// Runs every chore; one that fails is logged and tried again next time, and holds up no other.
    func once() async {
        for chore in chores {
            do {
                _ = try await chore.run()
            } catch is CancellationError {
                return
            } catch {
                let cause = String(reflecting: error)
                logger.error("housekeeping failed", metadata: ["chore": "\(chore.name)", "cause": "\(cause)"])
            }
        }
    }
}
