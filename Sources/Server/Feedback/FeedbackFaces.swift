import Domain

/// How a problem's status and clock look, on every page.
struct FeedbackFace: Sendable {
    /// A class of badges and tiles.
    let kind: String
    let status: String
    let clock: String
    let clockKind: String
    let hasClock: Bool
    /// `明天 10:00 前处理`.
    let due: String
    /// How much of the time has gone, of 100.
    let gone: Int

    init(_ issue: FeedbackIssueRow, _ time: PageTime, _ language: Language) {
        status =
            issue.status == .resolved
            ? Words("\(issue.resolvedIn?.description ?? "") 已解决", "Resolved in \(issue.resolvedIn?.description ?? "")")[
                language
            ]
            : issue.status.words[language]
        kind =
            switch issue.status {
            case .reopened: "bad"
            case .processing: "blue"
            case .resolved: "good"
            case .passed, .received, .confirmed: "warn"
            case .duplicate, .dismissed: ""
            }
        hasClock = issue.clock != nil
        guard let clock = issue.clock else {
            (self.clock, clockKind, gone, due) = ("", "", 0, "")
            return
        }
        due = Words("\(time.short(clock.due, .zh)) 前处理", "due \(time.short(clock.due, .en))")[language]
        let whole = max(1, clock.due.milliseconds - clock.from.milliseconds)
        gone = Int(min(100, max(0, (time.now.milliseconds - clock.from.milliseconds) * 100 / whole)))
        if time.now >= clock.due {
            self.clock =
                Words(
                    "超时 \(time.elapsed(since: clock.due, .zh))",
                    "\(time.elapsed(since: clock.due, .en)) over"
                )[language]
            clockKind = "bad"
        } else {
            self.clock =
                Words(
                    "还有 \(time.remaining(until: clock.due, .zh))",
                    "\(time.remaining(until: clock.due, .en)) left"
                )[language]
            clockKind = time.now >= clock.warning ? "warn" : ""
        }
    }
}

/// Reports by day as small bars: the last two weeks, in a picture of 112 × 32.
struct FeedbackTrend: Sendable {
    struct Bar: Sendable {
        let x: Int
        let y: Int
        let height: Int
        /// A day without reports is a line on the floor.
        let kind: String
    }

    struct Day: Sendable {
        let name: String
        let count: Int
    }

    static let days: Int64 = 14
    private static let height = 32

    let bars: [Bar]
    /// Read aloud in place of the picture.
    let label: String
    /// The same as a table.
    let table: [Day]

    init(_ counts: [Int64: Int], today: Int64, _ language: Language) {
        let days = (today - Self.days + 1)...today
        let most = max(1, days.map { counts[$0] ?? 0 }.max() ?? 1)
        bars = days.enumerated().map { index, day in
            let count = counts[day] ?? 0
            let height = count == 0 ? 1 : max(4, Self.height * count / most)
            return Bar(x: index * 8, y: Self.height - height, height: height, kind: count == 0 ? "none" : "")
        }
        let sum = days.reduce(0) { $0 + (counts[$1] ?? 0) }
        label = Words("近 \(Self.days) 天 \(sum) 条", "Reports of the last \(Self.days) days: \(sum)")[language]
        table = days.reversed().map { day in
            let date = CivilDate(Instant(milliseconds: day * 86_400_000), offsetSeconds: 0)
            return Day(
                name: Words("\(date.month) 月 \(date.day) 日", "\(date.month)/\(date.day)")[language],
                count: counts[day] ?? 0
            )
        }.filter { $0.count > 0 }
    }
}
