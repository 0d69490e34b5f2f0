import Domain

/// What users got over the hours of one day, as bands: below, the share of the gray release; above it, what the rest got.
struct DayChart: Sendable {
    struct Band: Sendable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        /// A class: a gray release, what was online, another of its kind.
        let kind: String
        let title: String
    }

    struct Label: Sendable {
        let x: Int
        let y: Int
        let text: String
    }

    struct Tick: Sendable {
        let x: Int
        let text: String
    }

    let label: String
    let bands: [Band]
    let labels: [Label]
    let ticks: [Tick]
    /// Where the day has come to; nil for a day that is over.
    let now: Int?

    /// The picture's plot in its own units.
    static let (left, top, width, height) = (34, 6, 316, 132)

    init(_ day: ReleaseDay, _ language: Language) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let length = max(1, day.end.seconds(since: day.begin))
        func x(_ at: Instant) -> Int {
            Self.left + Int(Int64(Self.width) * min(length, max(0, at.seconds(since: day.begin))) / length)
        }
        var (bands, labels): ([Band], [Label]) = ([], [])
        for part in day.parts {
            let (begin, end) = (x(part.begin), x(part.end))
            guard end > begin else { continue }
            var floor = Self.top + Self.height
            for piece in part.pieces {
                let exact = Double(Self.height) * Double(piece.ppm) / 1_000_000
                // A sliver stays visible.
                let height = max(piece.ppm > 0 ? 2 : 0, Int(exact.rounded()))
                guard height > 0 else { continue }
                floor -= min(height, floor - Self.top)
                let share = GrayShare(ppm: piece.ppm)?.description ?? "100"
                let name = piece.number.map(\.description) ?? say("没有版本", "nothing")
                bands.append(
                    Band(
                        x: begin,
                        y: floor,
                        width: end - begin,
                        height: height,
                        kind: piece.kind,
                        title: "\(name) \(share)%"
                    )
                )
                if end - begin >= 44, height >= 18, let number = piece.number {
                    labels.append(Label(x: (begin + end) / 2, y: floor + height / 2 + 4, text: number.description))
                }
            }
        }
        (self.bands, self.labels) = (bands, labels)
        ticks = [0, 6, 12, 18, 24].map { hour in
            Tick(x: Self.left + Self.width * hour / 24, text: say("\(hour) 时", "\(hour):00"))
        }
        now = day.now.map(x)
        let lines = day.lines.map { "\($0.number) \($0.share)" }
        label =
            lines.isEmpty
            ? say("这一天没有线上版本", "Nothing was online on this day")
            : say("这一天用户用到：\(lines.joined(separator: "、"))", "On this day users got: \(lines.joined(separator: ", "))")
    }
}
