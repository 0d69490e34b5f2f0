import Domain
import Logging
import ServiceLifecycle
import Storage

/// Writes once a second what host apps reported, on every node: a crash loses no more than that second. At a shutdown it writes
/// what is left, after the last request was answered.
package actor EventWriter: Service {
    private let platform: Platform
    private var room = EventRoom()
    private var isFailing = false

    /// Events of one transaction, so that no other writer waits long.
    private static let mostAtOnce = 20_000

    package init(platform: Platform) { self.platform = platform }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            repeat { await flush() } while (try? await Task.sleep(for: .seconds(1))) != nil
        }
        // A task of its own, waited for: this one may be cancelled already, which the database would take for itself.
        await Task { _ = await flush() }.value
    }

    /// Writes all that waits. What cannot be written goes on waiting; gives whether all was.
    @discardableResult
    package func flush() async -> Bool {
        while true {
            let taken = platform.events.take(most: Self.mostAtOnce)
            guard !taken.isEmpty else { return true }
            do {
                try await write(taken.map(\.batch))
                platform.events.written(taken)
                if isFailing { platform.logger.notice("events are written again") }
                isFailing = false
            } catch {
                platform.events.putBack(taken)
                if !(error is CancellationError) { note(error) }
                return false
            }
        }
    }

    private func write(_ batches: [EventBatch]) async throws {
        let now = platform.world.now()
        room.tick(at: now)
        let (settings, newID) = (platform.settings, platform.world.id)
        let empty = EventFold(room: room, hour: { settings.hour(of: $0) })
        // Added up before the transaction, for the usual case that no batch is there already.
        let all = empty.adding(batches)
        let (left, count) = try await platform.engine.write { db in
            let writes = EventWrites(db: db)
            let counted = try writes.unseen(batches, at: now)
            let fold = counted.count == batches.count ? all : empty.adding(counted)
            // First, since this holds the mini programs: whatever two nodes write stays in one order.
            try FigureWrites(db: db).add(fold, hour: { settings.hour(of: $0) }, at: now)
            try writes.add(fold, newID: newID)
            try GuardOutcomeWrites(db: db).add(fold, at: now)
            return (fold.room, counted.reduce(0) { $0 + $1.events.count })
        }
        room = left
        platform.eventCounters.countWritten(count)
    }

    /// Logged when it begins, not with every second.
    private func note(_ error: any Error) {
        platform.eventCounters.countFailedWrite()
        if !isFailing {
            platform.logger.error("events cannot be written", metadata: ["cause": "\(String(reflecting: error))"])
        }
        isFailing = true
    }
}

extension EventFold {
    fileprivate func adding(_ batches: [EventBatch]) -> EventFold {
        var fold = self
        for batch in batches { fold.add(batch) }
        return fold
    }
}
