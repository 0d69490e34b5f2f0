import Domain

/// What became of a report, as its reporter sees it.
struct ReceiptPage: Sendable {
    struct Step: Sendable {
        let name: String
        let isDone: Bool
        let isCurrent: Bool
    }

    struct Picture: Sendable {
        let path: String
        let label: String
    }

    struct Reply: Sendable {
        let text: String
        let when: String
    }

    let path: String
    let again: String
    let name: String
    let tile: Tile
    let heading: String
    let explanation: String
    let icon: String
    /// A class of the tile.
    let tint: String
    let steps: [Step]
    let hasSteps: Bool
    let kind: String
    let text: String
    let isForgotten: Bool
    let when: String
    let version: String
    let hasVersion: Bool
    let page: String
    let hasPage: Bool
    let pictures: [Picture]
    let hasPictures: Bool
    let replies: [Reply]
    let hasReplies: Bool
    let added: String
    let hasAdded: Bool
    let canAdd: Bool
    let typed: String
    let most: Int
    let textNote: FieldNote
    let general: FieldNote

    init(_ facts: ReceiptFacts, _ typed: String, _ refusal: Refusal?, _ time: PageTime, _ language: Language) {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let (standing, report) = (facts.standing, facts.report)
        path = Paths.receipt(facts.code)
        again = Paths.report(facts.app)
        name = facts.name
        tile = Tile(name: facts.name, picture: facts.logo)
        let number = facts.issue?.resolvedIn?.description ?? ""
        heading =
            standing == .resolved ? say("已在 \(number) 解决", "Resolved in \(number)") : standing.words[language]
        explanation = Self.explanation(standing, facts, number)[language]
        (icon, tint) = Self.face(standing)
        let reached = FeedbackStanding.way.firstIndex(of: standing) ?? 0
        steps = FeedbackStanding.way.enumerated().map { index, step in
            Step(
                name: step.short[language],
                isDone: index < reached || standing == .resolved,
                isCurrent: index == reached
            )
        }
        hasSteps = standing != .dismissed
        kind = facts.kind.words[language]
        text = report.text
        isForgotten = report.isForgotten
        when = time.short(report.receivedAt, language)
        version = report.number?.description ?? ""
        hasVersion = report.number != nil
        page = report.page ?? ""
        hasPage = report.page != nil
        pictures = facts.pictures.enumerated().map {
            Picture(path: Paths.picture($1), label: say("图片 \($0 + 1)", "Picture \($0 + 1)"))
        }
        hasPictures = !pictures.isEmpty
        replies = facts.replies.map { Reply(text: $0.text, when: time.short($0.at, language)) }
        hasReplies = !replies.isEmpty
        added = report.addedText ?? ""
        hasAdded = report.addedText != nil
        canAdd = report.addedAt == nil && !report.isForgotten
        self.typed = typed
        most = FeedbackLimits.text.upperBound
        textNote = refusal.note("text", language)
        general = refusal.general(language)
    }

    private static func explanation(_ standing: FeedbackStanding, _ facts: ReceiptFacts, _ number: String) -> Words {
        switch standing {
        case .received:
            Words("平台正在看你的反馈，一般当天会有结果。", "The platform is looking at it, mostly within the day.")
        case .assessed:
            Words("平台确认了这个问题，下一个工作时间转给开发者。", "The platform confirmed it. It goes to the developer next.")
        case .passed: Words("开发者已经看到了你的反馈。", "The developer has your report.")
        case .processing: Words("开发者正在处理，修好后会告诉你在哪个版本。", "They will say here in which version it is mended.")
        case .resolved:
            Words(
                "更新到 \(number) 或更新的版本就好了。如果还有问题，请再反馈一次。",
                "Version \(number) or later has it mended. If it has not, please report again."
            )
        case .dismissed:
            facts.note.isEmpty
                ? facts.report.dismissal?.explanation ?? FeedbackDismissal.other.explanation
                : Words(facts.note, facts.note)
        }
    }

    private static func face(_ standing: FeedbackStanding) -> (icon: String, tint: String) {
        switch standing {
        case .received: ("done", "")
        case .assessed: ("check", "")
        case .passed: ("flag", "")
        case .processing: ("settings", "warn")
        case .resolved: ("check", "good")
        case .dismissed: ("info", "still")
        }
    }
}
