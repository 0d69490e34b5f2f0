import Domain

/// Who gets what during a gray release: a hundred dots for the users, a row of their own for the members, and the same in
/// words.
struct GrayPicture: Sendable {
    struct Dot: Sendable {
        let x: Int
        let y: Int
        /// A class: inside, joining, outside, or outside with nothing to get.
        let kind: String
    }

    /// A dot of which only a part is inside.
    struct Core: Sendable {
        let x: Int
        let y: Int
        let radius: String
        let kind: String
    }

    struct Line: Sendable {
        let kind: String
        let who: String
        let gets: String
    }

    let label: String
    let members: [Dot]
    let users: [Dot]
    let cores: [Core]
    let lines: [Line]

    private static let (columns, rows, pitch) = (20, 5, 15)

    /// - Parameters:
    ///   - number: the gray version.
    ///   - share: what it has; nil before it begins.
    ///   - joining: what it shall have, where that is more.
    ///   - online: what everybody else gets.
    init(
        _ number: VersionNumber,
        share: GrayShare?,
        joining: GrayShare? = nil,
        online: VersionNumber?,
        _ language: Language
    ) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let (now, then) = (share?.ppm ?? 0, max(joining?.ppm ?? 0, share?.ppm ?? 0))
        let outside = online == nil ? "none" : "rest"
        members = (0..<Self.rows).map { Dot(x: 8, y: 8 + $0 * Self.pitch, kind: share == nil ? "new" : "in") }
        var (users, cores): ([Dot], [Core]) = ([], [])
        for index in 0..<(Self.columns * Self.rows) {
            let (x, y) = (38 + index / Self.rows * Self.pitch, 8 + index % Self.rows * Self.pitch)
            func covered(_ ppm: Int) -> Int { min(10_000, max(0, ppm - index * 10_000)) }
            let (inside, coming) = (covered(now), covered(then))
            let kind = inside == 10_000 ? "in" : coming == 10_000 ? "new" : outside
            users.append(Dot(x: x, y: y, kind: kind))
            for (part, kind) in [(coming, "new"), (inside, "in")] where (1..<10_000).contains(part) {
                // The area says the share; a hundredth of a per cent stays visible.
                let radius = max(1.2, 5 * (Double(part) / 10_000).squareRoot())
                cores.append(Core(x: x, y: y, radius: "\((radius * 10).rounded() / 10)", kind: kind))
            }
        }
        (self.users, self.cores) = (users, cores)
        let nothing = say("没有版本，打不开", "nothing: it does not open")
        let rest = online.map(\.description) ?? nothing
        var lines = [
            Line(
                kind: share == nil ? "new" : "in",
                who: say("小程序成员，始终在内", "Members, always inside"),
                gets: number.description
            )
        ]
        if let share {
            lines.append(Line(kind: "in", who: say("\(share)% 的用户", "\(share)% of users"), gets: number.description))
        }
        if let joining, then > now {
            let added = GrayShare(ppm: then - now)?.description ?? ""
            let who =
                share == nil
                ? say("\(joining)% 的用户", "\(joining)% of users")
                : say("再加 \(added)% 的用户", "Another \(added)% of users")
            lines.append(Line(kind: "new", who: who, gets: number.description))
        }
        if then < GrayShare.everyone.ppm {
            let left = GrayShare(ppm: GrayShare.everyone.ppm - then)?.description ?? "100"
            lines.append(Line(kind: outside, who: say("其余 \(left)% 的用户", "The other \(left)%"), gets: rest))
        }
        self.lines = lines
        label = lines.map { say("\($0.who)：\($0.gets)", "\($0.who): \($0.gets)") }
            .joined(separator: say("；", "; "))
    }
}
