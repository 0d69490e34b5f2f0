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
        let outcomes = now.adding(seconds: -EventRemovals.outcomeSeconds)
        try await untilDone { try GuardOutcomeWrites(db: $0.db).removeOutcomes(before: outcomes) }
        try await untilDone { try GuardOutcomeWrites(db: $0.db).removeTroubles(before: outcomes) }
        try await untilDone { try $0.errorUsers(before: now.adding(seconds: -EventRemovals.failureSeconds)) }
        try await untilDone { try $0.errorDays(before: day) }
        try await untilDone { try $0.errors(before: now.adding(seconds: -EventRemovals.visitDays * 86_400)) }
        try await untilDone { try $0.visits(before: day) }
        try await untilDone { try $0.visitors(before: day) }
        let (today, hour) = (platform.settings.day(of: now), platform.settings.hour(of: now))
        try await untilDone { try $0.attendance(before: today - EventRemovals.attendanceDays) }
        let kept = try await platform.engine.read { try InstallationQueries($0).settings() }
        let minute = (now.milliseconds / 60_000) - Int64(kept.minuteDays) * 1440
        try await untilDone { try $0.minutes(before: minute) }
        try await untilDone { try $0.figures(of: .hour, before: hour - Int64(kept.hourDays) * 24) }
        try await untilDone { try $0.figures(of: .day, before: today - Int64(kept.dayDays)) }
        try await untilDone { try $0.pages(before: today - Int64(kept.dayDays)) }
    }

    private func untilDone(_ removal: @escaping @Sendable (EventRemovals) throws -> Bool) async throws {
        while try await platform.engine.write({ try removal(EventRemovals(db: $0)) }) {}
    }
}
