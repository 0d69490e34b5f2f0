import Domain
import Storage

/// The gray release that runs now, as pages show it.
struct RunningGray: Sendable {
    /// One step of its schedule, taken or still to come.
    struct Step: Sendable, Hashable {
        let at: Instant
        let share: GrayShare
        let isDone: Bool
    }

    let id: ID<GrayRelease>
    let version: ID<Version>
    let share: GrayShare
    let startedAt: Instant
    /// Nil when it never had a schedule.
    let state: GraySchedule.State?
    let pausedAt: Instant?
    /// What happens when the guard has enough evidence against it.
    let onStop: GuardAction
    /// Since when a planned step waits for the guard's verdict.
    let heldSince: Instant?
    /// In their order.
    let steps: [Step]

    /// What is still to come.
    var left: [Step] { steps.filter { !$0.isDone } }
    /// Whether a schedule takes steps, or will once it goes on.
    var isScheduled: Bool { (state == .running || state == .paused) && !left.isEmpty }
}

struct RunningGrayQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// As many steps as a page shows; those taken by earlier schedules come before.
    static let mostSteps = 40

    func running(of app: ID<MiniProgram>) throws -> RunningGray? {
        let row = try db.first(
            """
            SELECT id, version_id, share, started_at, schedule_state, paused_at, on_stop, held_since FROM gray_release
            WHERE app_id = \(app) AND ended_at IS NULL
            """
        )
        guard let row else { return nil }
        let id: ID<GrayRelease> = try row.id("id")
        let steps = try db.rows(
            """
            SELECT at, share, done_at FROM gray_step WHERE gray_id = \(id) ORDER BY position DESC LIMIT \(Self.mostSteps)
            """
        ).map { step in
            RunningGray.Step(
                at: try step.instant("at"),
                share: try step.share("share"),
                isDone: try step.optionalInstant("done_at") != nil
            )
        }
        return RunningGray(
            id: id,
            version: try row.id("version_id"),
            share: try row.share("share"),
            startedAt: try row.instant("started_at"),
            state: try row.optionalText("schedule_state").flatMap(GraySchedule.State.init(rawValue:)),
            pausedAt: try row.optionalInstant("paused_at"),
            onStop: try row.word("on_stop"),
            heldSince: try row.optionalInstant("held_since"),
            steps: steps.reversed()
        )
    }
}

extension Row {
    /// A gray release's share in millionths.
    func share(_ column: String) throws -> GrayShare {
        guard let share = GrayShare(ppm: try int(column)) else { throw StorageError.column(column, "is no share") }
        return share
    }
}
