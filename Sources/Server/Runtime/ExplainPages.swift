import Domain

/// Why a user gets a version, and what a list of users would get.
struct ExplainPage: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    struct Line: Sendable {
        let user: String
        let position: String
        let outcome: String
        /// A class of the badge.
        let kind: String
        let isMember: Bool
    }

    /// The draw as a line from 0 to everybody: how far the share reaches, and where the user stands.
    struct Scale: Sendable {
        let inside: Int
        let user: Int

        static let length = 328

        init(share: GrayShare, position: Int) {
            inside = max(3, share.ppm * Self.length / Cohort.places)
            // The mark stays within the line.
            user = min(Self.length - 8, max(8, position * Self.length / Cohort.places))
        }
    }

    let action: String
    let user: String
    let hasAnswer: Bool
    let answer: String
    /// A class of the note.
    let kind: String
    let scale: Scale?
    let facts: [Fact]
    let hasGray: Bool
    let number: String
    let shareNow: String
    let percent: String
    let users: String
    let hasProblem: Bool
    let problem: String
    let hasSimulation: Bool
    let total: String
    let insideNow: String
    let insideThen: String
    let shareThen: String
    let lines: [Line]
    let hasMore: Bool
    let more: String

    /// Lines of a simulation that stand on the page.
    static let most = 100

    init(
        _ app: AuthorisedApp,
        _ state: RuntimeState,
        _ explanation: Explanation?,
        form: FormFields?,
        _ simulation: GraySimulation?,
        _ problem: Refusal?,
        _ time: PageTime,
        _ language: Language
    ) {
        action = Paths.explain(app.id)
        user = explanation?.user ?? ""
        hasAnswer = explanation != nil
        answer = explanation?.words[language] ?? ""
        kind =
            switch explanation?.answer {
            case .gray?: "good"
            case .release?: ""
            case .offline?, .nothing?, nil: "still"
            }
        scale = explanation?.position.flatMap { position in
            state.gray.map { Scale(share: $0.share, position: position) }
        }
        facts = explanation.map { Self.facts($0, time, language) } ?? []
        hasGray = state.gray != nil
        number = state.gray?.release.number.description ?? ""
        shareNow = state.gray?.share.description ?? ""
        percent = form?["percent"] ?? state.gray.map { Self.next(after: $0.share).description } ?? ""
        users = form?["users"] ?? ""
        hasProblem = problem != nil
        self.problem = problem?.words[language] ?? ""
        hasSimulation = simulation != nil
        total = (simulation?.lines.count ?? 0).grouped
        insideNow = (simulation?.insideNow ?? 0).grouped
        insideThen = (simulation?.insideThen ?? 0).grouped
        shareThen = simulation?.share.description ?? ""
        let isReleased = state.released != nil
        // Whom it would change something for comes first.
        let sorted = simulation.map { simulation in
            simulation.lines.filter(\.isJoining) + simulation.lines.filter { $0.isInsideThen && !$0.isJoining }
                + simulation.lines.filter { !$0.isInsideThen }
        }
        lines = sorted?.prefix(Self.most).map { Line($0, isReleased: isReleased, language) } ?? []
        let rest = (simulation?.lines.count ?? 0) - lines.count
        hasMore = rest > 0
        more = rest.grouped
    }

    private static func facts(_ explanation: Explanation, _ time: PageTime, _ language: Language) -> [Fact] {
        func fact(_ zh: String, _ en: String, _ value: String) -> Fact {
            Fact(name: Words(zh, en)[language], value: value)
        }
        var facts: [Fact] = []
        if let release = explanation.release { facts.append(fact("版本", "Version", release.number.description)) }
        if let position = explanation.position {
            facts.append(fact("抽签位置", "Place", "\(position.grouped) / \(Cohort.places.grouped)"))
        }
        if let share = explanation.state.gray?.share {
            facts.append(fact("灰度比例", "Share", "\(share)% · \(share.ppm.grouped) / \(Cohort.places.grouped)"))
        }
        if let since = explanation.since { facts.append(fact("开始于", "Since", time.short(since, language))) }
        facts.append(fact("修订号", "Revision", "\(explanation.state.revision)"))
        return facts
    }

    private static func next(after share: GrayShare) -> GrayShare {
        GrayRelease.presets.first { $0 > share } ?? .everyone
    }
}

extension ExplainPage.Line {
    init(_ line: GraySimulation.Line, isReleased: Bool, _ language: Language) {
        let (kind, outcome): (String, Words) =
            if line.isJoining {
                ("gray", Words("新进入灰度", "Joins"))
            } else if line.isInsideThen {
                ("good", Words("已在灰度内", "Inside already"))
            } else if line.isInsideNow {
                ("warn", Words("不再在灰度内", "No longer inside"))
            } else {
                ("", isReleased ? Words("线上版本", "Released version") : Words("得不到", "Gets nothing"))
            }
        user = line.user
        position = line.position.grouped
        self.outcome = outcome[language]
        self.kind = kind
        isMember = line.isMember
    }
}

extension GraySimulation.Line {
    var isJoining: Bool { isInsideThen && !isInsideNow }
}

extension Int {
    /// With a comma between thousands, as both languages write it.
    var grouped: String {
        let digits = Array(String(magnitude))
        let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[Swift.max(0, $0 - 3)..<$0]) }
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}

extension Paths {
    static func explain(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/explain" }
}
