import Domain

/// A gray release that runs, as the API answers it.
struct GrayJSON: Encodable {
    struct Step: Encodable {
        let at: String
        let percent: Double

        init(_ step: GraySchedule.Step) { (at, percent) = (step.at.rfc3339, step.share.percent) }
    }

    let percent: Double
    let startedAt: String
    /// The steps still to come.
    let schedule: [Step]
    /// Null where there never was a schedule.
    let scheduleState: Nullable<GraySchedule.State>
    let pausedAt: Nullable<String>

    init(_ running: GrayFacts) {
        percent = running.gray.share.percent
        startedAt = running.startedAt.rfc3339
        schedule = running.plan?.left.map(Step.init) ?? []
        scheduleState = Nullable(running.plan?.state)
        pausedAt = Nullable(running.plan?.pausedAt?.rfc3339)
    }

    private enum CodingKeys: String, CodingKey {
        case percent, schedule
        case startedAt = "started_at"
        case scheduleState = "schedule_state"
        case pausedAt = "paused_at"
    }
}
