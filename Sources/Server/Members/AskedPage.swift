import Domain

/// Somebody is asked: an invitation, a link, a hand-over. One face for all three.
struct AskedPage: Sendable {
    let tile: Tile
    let name: String
    let badge: String
    let lead: String
    let points: [String]
    let hasPoints: Bool
    let until: String
    let hasUntil: Bool
    let isOpen: Bool
    let accept: String
    let acceptWords: String
    let decline: String
    let hasDecline: Bool
    /// What became of it, where nothing is left to answer.
    let outcome: String
    let icon: String
    let kind: String
    let next: String
    let nextWords: String
    let hasNext: Bool

    /// What all three have in common.
    struct Subject: Sendable {
        let app: ID<MiniProgram>
        let name: String
        let logo: String?
        let badge: Words
        let lead: Words
        let points: [Words]
        let until: Instant?
        let state: AnswerState
        /// Said instead of the state's words.
        var outcome: Words?
        let accept: String
        let acceptWords: Words
        let decline: String?
        /// Whether they may open the mini program now.
        let isMember: Bool
    }

    init(_ subject: Subject, _ time: PageTime, _ language: Language) {
        tile = Tile(name: subject.name, picture: subject.logo)
        name = subject.name
        badge = subject.badge[language]
        lead = subject.lead[language]
        isOpen = subject.state == .open && subject.outcome == nil
        points = isOpen ? subject.points.map { $0[language] } : []
        hasPoints = !points.isEmpty
        until =
            subject.until.map { Words("\(time.short($0, .zh)) 前有效", "Until \(time.short($0, .en))")[language] } ?? ""
        hasUntil = isOpen && subject.until != nil
        accept = subject.accept
        acceptWords = subject.acceptWords[language]
        decline = subject.decline ?? ""
        hasDecline = subject.decline != nil
        outcome = (subject.outcome ?? Refusal.alreadyAnswered(subject.state).words)[language]
        (icon, kind) =
            switch subject.state {
            case .accepted: ("done", "good")
            case .declined: ("close", "still")
            case .withdrawn: ("minus", "still")
            case .timeout: ("clock", "warn")
            case .open: ("info", "still")
            }
        next = subject.isMember ? Paths.app(subject.app) : Paths.home
        nextWords =
            subject.isMember
            ? Words("打开\(subject.name)", "Open \(subject.name)")[language] : Words("回到首页", "Home")[language]
        hasNext = !isOpen
    }
}
