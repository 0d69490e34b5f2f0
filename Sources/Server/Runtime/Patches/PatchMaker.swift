import Domain
import Foundation
import Logging
import Storage
import Synchronization

/// Makes the patches that are wanted, one after the other: it looks once a second on every node, and a lease lets each be
/// made once.
package struct PatchMaker: RecurringWork {
    package static let name = "patches"
    package let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func work() async throws { try await tick() }

    /// Makes what is due and gives the number of patches that it dealt with.
    @discardableResult
    package func tick() async throws -> Int {
        var count = 0
        while try await platform.engine.read({ [now = platform.world.now()] in try PatchQueries($0).isDue(at: now) }) {
            guard let job = try await claim() else { break }
            try await carryOut(job)
            count += 1
        }
        return count
    }

    func claim() async throws -> PatchJob? {
        let now = platform.world.now()
        return try await platform.engine.write { try PatchWrites(db: $0).claim(at: now) }
    }

    /// Makes the patch and says so. What breaks here is logged and, when its lease has ended, tried again.
    func carryOut(_ job: PatchJob) async throws {
        // Whoever came so far before died, or met a fault that stays.
        guard job.turn <= PatchLimits.tries else { return try await finish(job, .failed) }
        do {
            guard let file = try await make(job.pair) else { return try await finish(job, .useless) }
            let content = try await file.finish()
            let isOurs = try await platform.engine.write { db in
                try file.keep()
                return try PatchWrites(db: db).finish(job, .made, content)
            }
            if isOurs { platform.patchCounters.count(.made) }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            let cause = "\(String(reflecting: error))"
            platform.logger.error(
                "a patch was not made",
                metadata: ["target": "\(job.pair.target)", "base": "\(job.pair.base)", "cause": "\(cause)"]
            )
        }
    }

    private func finish(_ job: PatchJob, _ state: PatchState) async throws {
        let isOurs = try await platform.engine.write { try PatchWrites(db: $0).finish(job, state) }
        if isOurs { platform.patchCounters.count(state == .useless ? .useless : .failed) }
    }

    /// The patch as a file on its way in; nil where it is not worth it.
    private func make(_ pair: PatchPair) async throws -> Blobs.Incoming? {
        let blobs = platform.blobs
        let (base, target) = (try blobs.path(of: pair.base), try blobs.path(of: pair.target))
        let flag = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await offCooperativePool {
                // Blobs never change, and one that is removed stays readable while it is mapped.
                let base = try Data(contentsOf: URL(fileURLWithPath: base), options: .alwaysMapped)
                let target = try Data(contentsOf: URL(fileURLWithPath: target), options: .alwaysMapped)
                let limit = PatchLimits.largest(to: target.count)
                guard let patch = try ZstdPatch.make(from: base, to: target, atMost: limit, isCancelled: { flag.isSet })
                else { return nil }
                // A patch that leads elsewhere would cost every client a second download.
                guard try Data(ZstdPatch.apply(patch, to: base, atMost: target.count)) == target else {
                    throw ZstdFault("the patch does not give the package")
                }
                let file = try blobs.incoming()
                try file.append(patch)
                return file
            }
        } onCancel: {
            flag.set()
        }
    }
}

/// Carries a task's cancellation to a thread outside of it.
private final class CancellationFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}
