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
        let now: String
        let then: String
        let isNew: Bool
        let isMember: Bool
    }

    let action: String
    let user: String
    let hasAnswer: Bool
    let answer: String
    /// A class of the note.
    let kind: String
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
    static let most = 200

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
        facts = explanation.map { Self.facts($0, time, language) } ?? []
        hasGray = state.gray != nil
        number = state.gray?.release.number.description ?? ""
        shareNow = state.gray?.share.description ?? ""
        percent = form?["percent"] ?? state.gray.map { Self.next(after: $0.share).description } ?? ""
        users = form?["users"] ?? ""
        hasProblem = problem != nil
        self.problem = problem?.words[language] ?? ""
        hasSimulation = simulation != nil
        total = "\(simulation?.lines.count ?? 0)"
        insideNow = "\(simulation?.insideNow ?? 0)"
        insideThen = "\(simulation?.insideThen ?? 0)"
        shareThen = simulation?.share.description ?? ""
        let inside = Words("灰度版", "gray")[language]
        let outside = state.released == nil ? Words("无", "nothing")[language] : Words("线上版本", "released")[language]
        lines =
            simulation?.lines.prefix(Self.most).map { line in
                Line(
                    user: line.user,
                    position: "\(line.position)",
                    now: line.isInsideNow ? inside : outside,
                    then: line.isInsideThen ? inside : outside,
                    isNew: line.isInsideThen && !line.isInsideNow,
                    isMember: line.isMember
                )
            } ?? []
        let rest = (simulation?.lines.count ?? 0) - lines.count
        hasMore = rest > 0
        more = "\(rest)"
    }

    private static func facts(_ explanation: Explanation, _ time: PageTime, _ language: Language) -> [Fact] {
        func fact(_ zh: String, _ en: String, _ value: String) -> Fact {
            Fact(name: Words(zh, en)[language], value: value)
        }
        var facts: [Fact] = []
        if let release = explanation.release { facts.append(fact("版本", "Version", release.number.description)) }
        if let position = explanation.position {
            facts.append(fact("抽签位置", "Place", "\(position) / \(Cohort.places)"))
        }
        if let share = explanation.state.gray?.share {
            facts.append(fact("灰度比例", "Share", "\(share)%（\(share.ppm) / \(Cohort.places)）"))
        }
        if let since = explanation.since { facts.append(fact("开始于", "Since", time.short(since, language))) }
        facts.append(fact("修订号", "Revision", "\(explanation.state.revision)"))
        return facts
    }

    private static func next(after share: GrayShare) -> GrayShare {
        GrayRelease.presets.first { $0 > share } ?? .everyone
    }
}

extension Paths {
    static func explain(_ id: ID<MiniProgram>) -> String { "/apps/\(id)/explain" }
}
