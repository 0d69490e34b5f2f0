/// When a gray release grows by itself.
///
/// It can be paused; going on shifts what is left by the length of the pause. It stops for good as soon as somebody acts on
/// the release by hand.
package struct GraySchedule: Hashable, Sendable {
    /// At `at` the share becomes this.
    package struct Step: Hashable, Sendable, Codable {
        package let at: Instant
        package let share: GrayShare

        package init(at: Instant, share: GrayShare) { (self.at, self.share) = (at, share) }
    }

    package enum State: String, CaseIterable, Sendable, Codable {
        case running, paused
        /// Somebody acted by hand, or the release ended.
        case stopped
        /// Every step was taken.
        case finished
    }

    package static let mostSteps = 10
    /// A step lies within this many days: a release that takes longer has been forgotten.
    package static let mostDays: Int64 = 30

    package let steps: [Step]

    /// Checks steps for a release that begins or stands at `share`: in the future, one after another, growing.
    package init(_ steps: [Step], after share: GrayShare, now: Instant) throws(Refusal) {
        func refuse(_ zh: String, _ en: String) -> Refusal {
            Refusal.invalid([FieldProblem(field: "schedule", words: Words(zh, en))])
        }
        guard steps.count <= Self.mostSteps else {
            throw refuse("计划最多 \(Self.mostSteps) 步。", "A schedule has at most \(Self.mostSteps) steps.")
        }
        var (time, reached) = (now, share)
        for step in steps {
            guard step.at > time else {
                throw refuse("计划的时间要在现在之后，并且一步比一步晚。", "Steps lie in the future, each later than the one before.")
            }
            guard step.share > reached else {
                throw refuse("计划的比例要一步比一步大。", "Each step's share is larger than the one before.")
            }
            (time, reached) = (step.at, step.share)
        }
        guard time <= now.adding(seconds: Self.mostDays * 86_400) else {
            throw refuse("计划最长 \(Self.mostDays) 天。", "A schedule lasts at most \(Self.mostDays) days.")
        }
        self.steps = steps
    }

    /// The steps still to come, later by the length of a pause.
    package static func shifted(_ steps: [Step], bySeconds seconds: Int64) -> [Step] {
        shifted(steps, byMilliseconds: seconds * 1_000)
    }

    package static func shifted(_ steps: [Step], byMilliseconds time: Int64) -> [Step] {
        steps.map { Step(at: Instant(milliseconds: $0.at.milliseconds + time), share: $0.share) }
    }
}
