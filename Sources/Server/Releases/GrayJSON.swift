import Domain

/// A gray release that runs, as the API answers it.
struct GrayJSON: Encodable {
    struct Step: Encodable {
        let at: String
        let percent: Double

        init(_ step: RunningGray.Step) { (at, percent) = (step.at.rfc3339, step.share.percent) }
    }

    let percent: Double
    let startedAt: String
    /// The steps still to come.
    let schedule: [Step]
    /// Null where there never was a schedule.
    let scheduleState: Nullable<GraySchedule.State>
    let pausedAt: Nullable<String>
    let onStop: GuardAction
    /// Null unless a planned step waits for the guard's verdict.
    let heldSince: Nullable<String>

    init(_ running: RunningGray) {
        percent = running.share.percent
        startedAt = running.startedAt.rfc3339
        schedule = running.left.map(Step.init)
        scheduleState = Nullable(running.state)
        pausedAt = Nullable(running.pausedAt?.rfc3339)
        onStop = running.onStop
        heldSince = Nullable(running.heldSince?.rfc3339)
    }

    private enum CodingKeys: String, CodingKey {
        case percent, schedule
        case startedAt = "started_at"
        case scheduleState = "schedule_state"
        case pausedAt = "paused_at"
        case onStop = "on_stop"
        case heldSince = "held_since"
    }
}
