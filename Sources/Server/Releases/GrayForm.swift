import Domain

/// What was typed on the page of a gray release: a share, and the steps of a schedule.
struct GrayForm: Sendable {
    struct Row: Sendable {
        var date = ""
        var time = ""
        var share = ""

        var isEmpty: Bool { date.isEmpty && time.isEmpty && share.isEmpty }
    }

    /// The radio button that was chosen.
    var preset = ""
    /// A share of one's own; goes before the preset.
    var share = ""
    var rows: [Row] = []
    /// What happens when the guard has enough evidence against it.
    var onStop = ""
    /// The gray release that the page showed; empty where there was none.
    var seen: SetGrayShare.Seen = .either

    init() {}

    init(_ fields: FormFields) {
        func text(_ name: String) -> String { String(PlainText.line(fields[name] ?? "").prefix(20)) }
        (preset, share) = (text("preset"), text("share"))
        onStop = text("on_stop")
        if let id = fields["seen"] { seen = id.isEmpty ? .none : .running(ID(rawValue: PlainText.line(id))) }
        rows = (1...GraySchedule.mostSteps)
            .map { Row(date: text("date\($0)"), time: text("time\($0)"), share: text("share\($0)")) }
            .filter { !$0.isEmpty }
    }

    /// A schedule that is offered, or the one that is under way, as rows.
    init(_ steps: [GraySchedule.Step], _ settings: Settings) {
        rows = steps.map { step in
            let date = CivilDate(step.at, offsetSeconds: settings.zoneOffset(step.at))
            return Row(date: date.isoDay, time: date.clock, share: step.share.description)
        }
    }

    /// The share that it asks for; with a schedule alone, the present one.
    func chosenShare(now: GrayShare?) throws(Refusal) -> GrayShare {
        let typed = share.isEmpty ? preset : share
        if typed.isEmpty {
            if let now, !rows.isEmpty { return now }
            throw Self.refusal("share", "请选一个比例。", "Choose a share.")
        }
        guard let share = GrayShare(percent: typed.last == "%" ? String(typed.dropLast()) : typed) else {
            throw Self.refusal("share", "比例是 0.01 到 100，最多两位小数。", "A share is 0.01 to 100 with at most two decimals.")
        }
        return share
    }

    func steps(_ settings: Settings) throws(Refusal) -> [GraySchedule.Step] {
        var steps: [GraySchedule.Step] = []
        for row in rows {
            let clock = row.time.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int($0) }
            guard let day = CivilDate.dayNumber(isoDay: row.date), (0..<4_000_000).contains(day), clock.count >= 2,
                (0..<24).contains(clock[0]), (0..<60).contains(clock[1])
            else {
                throw Self.refusal("schedule", "每一步都要有日期和时间。", "Each step has a date and a time.")
            }
            guard let share = GrayShare(percent: row.share) else {
                throw Self.refusal(
                    "schedule",
                    "每一步的比例是 0.01 到 100，最多两位小数。",
                    "Each step's share is 0.01 to 100 with at most two decimals."
                )
            }
            steps.append(.init(at: settings.instant(day: day, hour: clock[0], minute: clock[1]), share: share))
        }
        return steps
    }

    private static func refusal(_ field: String, _ zh: String, _ en: String) -> Refusal {
        .invalid([FieldProblem(field: field, words: Words(zh, en))])
    }
}

/// A schedule that is offered with one tap.
struct GrayPlanOffer: Sendable {
    let name: String
    let steps: [GraySchedule.Step]

    /// Those that fit a release at this share: each step at ten in the morning.
    static func all(after share: GrayShare, now: Instant, _ settings: Settings) -> [GrayPlanOffer] {
        let today = settings.day(of: now)
        let larger = [5, 10, 30, 50].compactMap { GrayShare(ppm: $0 * 10_000) }.filter { $0 > share }
        func steps(_ shares: [GrayShare]) -> [GraySchedule.Step] {
            shares.enumerated().map { index, share in
                .init(at: settings.instant(day: today + 1 + Int64(index), hour: 10, minute: 0), share: share)
            }
        }
        guard share < .everyone else { return [] }
        var offers: [GrayPlanOffer] = []
        if let middle = larger.first(where: { $0.percent >= 30 }) {
            offers.append(.init(name: "two", steps: steps([middle, .everyone])))
        }
        if larger.count > 1 { offers.append(.init(name: "daily", steps: steps(larger + [.everyone]))) }
        offers.append(.init(name: "one", steps: steps([.everyone])))
        return offers
    }
}
