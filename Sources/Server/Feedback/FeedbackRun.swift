import Domain
import Storage

/// The daily run: passes on to members what assessors confirmed before the day began (T+1). It is done once a day by one node,
/// also when the server was down at its time; what was passed on before a crash stays, and the rest follows.
package struct FeedbackRun: RecurringWork {
    package static let name = "daily run of feedback"
    package static let interval = Duration.seconds(5)
    package let platform: Platform
    /// Tells one node from another.
    private let holder: String

    private static let batch = 50
    private static let leaseSeconds: Int64 = 60

    package init(platform: Platform) {
        self.platform = platform
        holder = platform.world.id()
    }

    package func work() async throws { try await tick() }

    /// Does the run that is due, if it was not done. Gives the number of problems that were passed on.
    @discardableResult
    package func tick() async throws -> Int {
        let (now, offset) = (platform.world.now(), platform.settings.zoneOffset)
        let (time, isOver) = try await platform.engine.read { db in
            let time = try InstallationQueries(db).settings().feedbackRunTime
            return (time, try FeedbackRunQueries(db).isOver(time.newest(at: now, offset: offset).day))
        }
        guard !isOver else { return 0 }
        let run = time.newest(at: now, offset: offset)
        let (holder, end) = (holder, now.adding(seconds: Self.leaseSeconds))
        guard
            try await platform.engine.write({ db in
                try FeedbackRunWrites(db: db).claim(run, by: holder, until: end, at: now)
            })
        else { return 0 }
        var count = 0
        while true {
            let waiting = try await platform.engine.read {
                try FeedbackRunQueries($0).toPass(before: run.cutoff, most: Self.batch)
            }
            guard !waiting.isEmpty else { break }
            for one in waiting {
                try await pass(one, in: run)
                count += 1
            }
        }
        try await platform.engine.write { try FeedbackRunWrites(db: $0).end(run.day, by: holder, at: now) }
        return count
    }

    /// Passes on one problem. Throws when another node has the run: the step is undone.
    private func pass(_ waiting: FeedbackRunQueries.Waiting, in run: FeedbackRunTime.Run) async throws {
        let (settings, holder) = (platform.settings, holder)
        try await platform.change(by: nil) { change in
            _ = try InformationWrites(db: change.db).lock(waiting.app)
            let end = change.now.adding(seconds: Self.leaseSeconds)
            let reports = try change.passOn(waiting.issue, before: run.cutoff, isUrgent: false, settings)
            let writes = FeedbackRunWrites(db: change.db)
            guard try writes.advance(run.day, by: holder, reports: reports, until: end) else {
                throw RunLost()
            }
        }
    }

    /// Thrown to undo a step that another node does now.
    private struct RunLost: Error {}
}

/// When the daily runs were and will be, as pages say it.
struct FeedbackRunTimes: Sendable {
    let last: FeedbackRunQueries.Done?
    let next: Instant

    /// Two questions.
    init(_ db: any Reading, at now: Instant, _ settings: Settings) throws {
        last = try FeedbackRunQueries(db).last(until: settings.day(of: now))
        next = try InstallationQueries(db).settings().feedbackRunTime.next(at: now, offset: settings.zoneOffset).due
    }
}

extension FeedbackRunTimes {
    /// `上次转出：今天 10:00，3 个问题。下次：明天 10:00`.
    func words(_ time: PageTime) -> Words {
        let (zh, en) = (time.short(next, .zh), time.short(next, .en))
        guard let last else { return Words("下次转出：\(zh)", "Next: \(en)") }
        return Words(
            "上次转出：\(time.short(last.endedAt, .zh))，\(last.reports) 条。下次：\(zh)",
            "Last: \(time.short(last.endedAt, .en)), reports: \(last.reports). Next: \(en)"
        )
    }
}
