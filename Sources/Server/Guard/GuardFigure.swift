import Domain

/// One figure of the guard as the page shows it: two rates with their bounds on one scale, and the evidence against its limit.
struct GuardFigure: Sendable {
    struct Rate: Sendable {
        let who: String
        /// A class: the gray group or the control group.
        let kind: String
        let rate: String
        let count: String
        let bounds: String
        let hasBounds: Bool
        /// In the picture's units: the bounds, and where the rate stands.
        let left: String
        let width: String
        let point: String
        let y: Int
    }

    let name: String
    let rates: [Rate]
    let hasPicture: Bool
    let most: String
    let evidence: String
    let needed: String
    /// Of the bar's 300 units; 240 is the limit.
    let bar: String
    /// A class: stop, near, or nothing.
    let kind: String
    let label: String
    let note: String
    let hasNote: Bool

    private static let (left, width) = (4.0, 292.0)

    init(_ cause: GuardCause, _ state: GuardState, _ language: Language) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let log = state.log(of: cause)
        let isStop = state.crossed.contains(cause)
        name = cause.words[language]
        let value = isStop ? max(log, state.peak(of: cause)) : log
        evidence = value < 0 ? "< 1" : GuardText.factor(value)
        needed = GuardText.count(Int((1 / cause.alpha).rounded()))
        let part = max(0, isStop ? max(log, state.peak(of: cause)) : log) / cause.limit
        bar = Self.number(min(300, part * 240))
        kind = isStop ? "stop" : part > 0.5 ? "near" : ""
        label = say("证据 \(evidence)，到 \(needed) 就停", "Evidence \(evidence), stops at \(needed)")

        var sides: [(who: String, kind: String, tally: StreamEvidence.Tally, bounds: ClosedRange<Double>)] = []
        func side(_ who: String, _ kind: String, _ tally: StreamEvidence.Tally) {
            let bounds = ConfidenceSequence.rate(failures: tally.failures, users: tally.users)
            sides.append((who, kind, tally, bounds))
        }
        if let stream = state.stream(of: cause) {
            side(say("灰度", "Gray"), "in", stream.gray)
            side(say("线上", "Online"), "rest", stream.control)
        } else if cause == .breaker {
            side(say("灰度", "Gray"), "in", state.launchFailure.gray)
        }
        hasPicture = sides.contains { $0.tally.users > 0 }
        let shown = sides.filter { $0.tally.users > 0 }
        let highest = min(1, max(0.05, shown.map(\.bounds.upperBound).max() ?? 0.05))
        most = GuardText.percent(highest)
        rates = sides.enumerated().map { index, side in
            let seen = side.tally.users > 0
            func x(_ rate: Double) -> Double { Self.left + Self.width * min(1, rate / highest) }
            let rate = seen ? Double(side.tally.failures) / Double(side.tally.users) : 0
            return Rate(
                who: side.who,
                kind: side.kind,
                rate: GuardText.rate(side.tally),
                count: "\(GuardText.count(side.tally.failures)) / \(GuardText.count(side.tally.users))",
                bounds: seen ? GuardText.span(side.bounds) : "",
                hasBounds: seen,
                left: Self.number(x(side.bounds.lowerBound)),
                width: Self.number(seen ? max(2, x(side.bounds.upperBound) - x(side.bounds.lowerBound)) : 0),
                point: Self.number(x(rate)),
                y: 6 + index * 16
            )
        }
        switch cause {
        case .feedback:
            let (gray, control) = (state.feedback.gray, state.feedback.control)
            note = say(
                "确认的反馈来自 \(gray) 个灰度用户、\(control) 个线上用户",
                "Confirmed reports: \(gray) gray users, \(control) others"
            )
        case .breaker:
            let limit = GuardText.percent(state.breaker.limit)
            note = say("不和线上比较，只看是否超过 \(limit)", "Compared with nobody: whether it exceeds \(limit)")
        case .launchTime:
            note = say(
                "包已在手机上时，比线上十次里九次都慢的启动",
                "Launches with the package there that were slower than nine of ten online"
            )
        default: note = ""
        }
        hasNote = !note.isEmpty
    }

    private static func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
