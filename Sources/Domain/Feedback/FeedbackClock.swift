/// How long members have for a problem, and when they are told that it runs out.
///
/// Source: `mini-program-rules`, Feedback: "cannot open, white screen, slow: 100 reports 24 h, 50 reports 48 h, 20 reports
/// 3 days; payment: 12 h, 24 h, 48 h". It names no time for what fewer report; here that is 7 days.
package struct FeedbackClock: Hashable, Sendable {
    /// When it began to run: when members could see the problem, or when it came back.
    package let from: Instant
    package let due: Instant

    private static let hour: Int64 = 3600
    /// What has fewer reports than any step.
    package static let longest: Int64 = 7 * 24 * hour

    /// Reports at least, and the seconds that they leave; the largest first. Other kinds than those that the reference names
    /// go by the steps of the slower row.
    package static func steps(of kind: FeedbackKind) -> [(reports: Int, seconds: Int64)] {
        switch kind {
        case .payment: [(100, 12 * hour), (50, 24 * hour), (20, 48 * hour)]
        case .cannotOpen, .whiteScreen, .slow, .brokenFunction, .content, .account, .suggestion:
            [(100, 24 * hour), (50, 48 * hour), (20, 72 * hour)]
        }
    }

    package static func seconds(for kind: FeedbackKind, reports: Int) -> Int64 {
        steps(of: kind).first { reports >= $0.reports }?.seconds ?? longest
    }

    package init(from: Instant, due: Instant) { (self.from, self.due) = (from, due) }

    /// Its end for as many reports as there are. More reports bring it forward, never before `now`: nobody is late for what
    /// they could not know.
    package init(from: Instant, kind: FeedbackKind, reports: Int, now: Instant) {
        let end = from.adding(seconds: Self.seconds(for: kind, reports: reports))
        self.init(from: from, due: max(end, now))
    }

    /// When members are told that a quarter of the time is left.
    package var warning: Instant {
        Instant(milliseconds: due.milliseconds - (due.milliseconds - from.milliseconds) / 4)
    }

    /// What there is to say at a moment, after `said`; nil while there is nothing.
    package func alarm(at now: Instant, after said: FeedbackAlarm?) -> FeedbackAlarm? {
        if now >= due { return said == .over ? nil : .over }
        return now >= warning && said == nil ? .warning : nil
    }

    /// When there is something to say again; nil when all was said.
    package func next(after said: FeedbackAlarm?) -> Instant? {
        switch said {
        case nil: warning
        case .warning: due
        case .over: nil
        }
    }
}

/// What members were told of a clock. Raw values are stored.
package enum FeedbackAlarm: String, CaseIterable, Sendable, Codable {
    case warning
    case over
}
