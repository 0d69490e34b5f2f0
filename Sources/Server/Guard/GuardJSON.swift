import Domain

/// A version's guard, as the API answers it.
struct GuardJSON: Encodable {
    struct Group: Encodable {
        let users: Int
        let failures: Int
        let rate: Nullable<Double>
        /// The 95 % confidence sequence.
        let lower: Double
        let upper: Double

        init(_ tally: StreamEvidence.Tally) {
            let bounds = ConfidenceSequence.rate(failures: tally.failures, users: tally.users)
            (users, failures) = (tally.users, tally.failures)
            rate = Nullable(tally.users == 0 ? nil : GuardJSON.short(Double(tally.failures) / Double(tally.users)))
            (lower, upper) = (GuardJSON.short(bounds.lowerBound), GuardJSON.short(bounds.upperBound))
        }
    }

    struct Figure: Encodable {
        let figure: GuardCause
        let gray: Nullable<Group>
        let control: Nullable<Group>
        /// ln E now, its largest value so far, and the value that stops.
        let evidence: Double
        let peak: Double
        let limit: Double
        let isStop: Bool
        let isOverruled: Bool

        init(_ cause: GuardCause, _ state: GuardState) {
            let stream = state.stream(of: cause)
            figure = cause
            gray = Nullable(
                stream.map { Group($0.gray) } ?? (cause == .breaker ? Group(state.launchFailure.gray) : nil)
            )
            control = Nullable(stream.map { Group($0.control) })
            evidence = GuardJSON.short(state.log(of: cause))
            peak = GuardJSON.short(state.peak(of: cause))
            limit = GuardJSON.short(cause.limit)
            isStop = state.crossed.contains(cause)
            isOverruled = state.overruled.contains(cause)
        }

        private enum CodingKeys: String, CodingKey {
            case figure, gray, control, evidence, peak, limit
            case isStop = "is_stop"
            case isOverruled = "is_overruled"
        }
    }

    struct Sample: Encodable {
        let users: Int
        let gray: Int
        let isKept: Bool

        private enum CodingKeys: String, CodingKey {
            case users, gray
            case isKept = "is_kept"
        }
    }

    struct LeftOut: Encodable {
        let members: Int
        let limited: Int
        let unproven: Int
    }

    struct Point: Encodable {
        let at: String
        let grayUsers: Int
        /// ln E by figure.
        let evidence: [String: Double]

        private enum CodingKeys: String, CodingKey {
            case at, evidence
            case grayUsers = "gray_users"
        }
    }

    let verdict: String
    let stoppedBy: Nullable<GuardCause>
    let onStop: Nullable<GuardAction>
    let heldSince: Nullable<String>
    let isRunning: Bool
    let figures: [Figure]
    let sample: Sample
    let leftOut: LeftOut
    let points: [Point]

    init(_ reading: GuardReading) {
        let state = reading.state
        verdict = reading.verdict.word
        stoppedBy = Nullable(state.stop)
        onStop = Nullable(reading.gray?.onStop)
        heldSince = Nullable(reading.gray?.heldSince?.rfc3339)
        isRunning = reading.gray != nil
        figures = GuardCause.allCases.map { Figure($0, state) }
        sample = Sample(
            users: state.sample.gray + state.sample.control,
            gray: state.sample.gray,
            isKept: state.sample.peak < GuardState.sampleLimit
        )
        leftOut = LeftOut(members: reading.members, limited: state.limited, unproven: state.unproven)
        points = state.points.all.map { point in
            Point(
                at: point.at.rfc3339,
                grayUsers: point.users,
                evidence: Dictionary(
                    uniqueKeysWithValues: GuardCause.allCases.map { ($0.rawValue, Self.short(point.log(of: $0))) }
                )
            )
        }
    }

    /// To six decimals: enough for every figure, and the same text everywhere.
    fileprivate static func short(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

    private enum CodingKeys: String, CodingKey {
        case verdict, figures, sample, points
        case stoppedBy = "stopped_by"
        case onStop = "on_stop"
        case heldSince = "held_since"
        case isRunning = "is_running"
        case leftOut = "left_out"
    }
}
