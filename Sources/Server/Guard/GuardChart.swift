import Domain

/// How the evidence grew: a line a figure over time, on a logarithmic scale, with the limit.
struct GuardChart: Sendable {
    struct Line: Sendable {
        let kind: String
        let points: String
        let name: String
    }

    struct Tick: Sendable {
        let at: String
        let text: String
        var anchor = "middle"
    }

    struct Row: Sendable {
        let when: String
        let users: String
        let values: [String]
    }

    let label: String
    let lines: [Line]
    let ticks: [Tick]
    let levels: [Tick]
    let limit: String
    let limitText: String
    let head: [String]
    let rows: [Row]

    private static let (left, right, top, bottom) = (42.0, 352.0, 10.0, 156.0)
    /// Rows of the table behind it.
    private static let mostRows = 24

    /// Nil while there is nothing to draw.
    init?(_ state: GuardState, _ time: PageTime, _ language: Language) {
        let points = state.points.all
        guard let first = points.first, let last = points.last, points.count > 1 else { return nil }
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let causes = GuardCause.allCases.filter { cause in points.contains { $0.log(of: cause) != 0 } }
        // Powers of ten: from a tenth to beyond the limit.
        let ten = 2.302585092994046
        let highest = max(4, (points.flatMap(\.logs).max() ?? 0) / ten).rounded(.up)
        let span = Double(max(1, last.at.milliseconds - first.at.milliseconds))
        func x(_ at: Instant) -> Double {
            Self.left + (Self.right - Self.left) * Double(at.milliseconds - first.at.milliseconds) / span
        }
        func y(_ log: Double) -> Double {
            let place = (min(max(log / ten, -1), highest) + 1) / (highest + 1)
            return Self.bottom - (Self.bottom - Self.top) * place
        }
        func number(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
        lines = causes.map { cause in
            let path = points.map { "\(number(x($0.at))),\(number(y($0.log(of: cause))))" }.joined(separator: " ")
            return Line(kind: cause.rawValue, points: path, name: cause.words[language])
        }
        levels = stride(from: 0.0, through: highest, by: highest > 6 ? 2 : 1).map { power in
            Tick(at: number(y(power * ten)), text: Self.power(Int(power)))
        }
        let usual = GuardCause.launchFailure
        limit = number(y(usual.limit))
        limitText = say("停 500", "stop 500")
        ticks = [0.0, 0.5, 1.0].map { part in
            let at = Instant(milliseconds: first.at.milliseconds + Int64(span * part))
            let anchor = part == 0 ? "start" : part == 1 ? "end" : "middle"
            return Tick(
                at: number(Self.left + (Self.right - Self.left) * part),
                text: time.short(at, language),
                anchor: anchor
            )
        }
        head = causes.map { $0.words[language] }
        let every = max(1, (points.count + Self.mostRows - 1) / Self.mostRows)
        rows = points.enumerated().filter { $0.offset % every == 0 || $0.offset == points.count - 1 }.map(\.element)
            .reversed().map { point in
                Row(
                    when: time.short(point.at, language),
                    users: GuardText.count(point.users),
                    values: causes.map { GuardText.factor(point.log(of: $0)) }
                )
            }
        let now = causes.map {
            say(
                "\($0.words.zh) \(GuardText.factor(last.log(of: $0)))",
                "\($0.words.en) \(GuardText.factor(last.log(of: $0)))"
            )
        }
        label = say(
            "证据随时间的变化，现在：\(now.joined(separator: "，"))",
            "Evidence over time, now: \(now.joined(separator: ", "))"
        )
    }

    private static func power(_ power: Int) -> String {
        power <= 5 ? GuardText.count([1, 10, 100, 1_000, 10_000, 100_000][power]) : "10^\(power)"
    }
}
