import Domain
import Storage

/// Takes away what has been kept long enough of what host apps reported.
struct ForgetEvents: Sendable {
    let platform: Platform

    func callAsFunction() async throws {
        let now = platform.world.now()
        let day = platform.settings.day(of: now) - EventRemovals.visitDays
        try await untilDone { try $0.batches(before: now.adding(seconds: -EventRemovals.batchSeconds)) }
        try await untilDone { try $0.failures(before: now.adding(seconds: -EventRemovals.failureSeconds)) }
        try await untilDone { try $0.visits(before: day) }
        try await untilDone { try $0.visitors(before: day) }
    }

    private func untilDone(_ removal: @escaping @Sendable (EventRemovals) throws -> Bool) async throws {
        while try await platform.engine.write({ try removal(EventRemovals(db: $0)) }) {}
    }
}
