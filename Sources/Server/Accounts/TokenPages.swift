import Domain

struct TokensPage: Sendable {
    struct Token: Sendable {
        let id: String
        let name: String
        let scopes: String
        let used: String
        let expiry: String
        /// A class of the style sheet.
        let kind: String
    }

    let me: MeList
    let tokens: [Token]
    let isEmpty: Bool

    init(_ me: MeList, _ tokens: [TokenQueries.Token], _ time: PageTime, _ language: Language) {
        self.me = me
        isEmpty = tokens.isEmpty
        self.tokens = tokens.map { Token($0, time, language) }
    }

    fileprivate static func expiry(seconds: Int64?) -> (Words, String) {
        guard let seconds else { return (Words("不过期", "Never expires"), "warn") }
        let days = (seconds + 86_399) / 86_400
        if seconds <= 0 { return (Words("已过期", "Expired"), "bad") }
        return (Words("\(days) 天后到期", "Expires in \(days) d"), days <= 7 ? "warn" : "good")
    }

    /// The groups that are wholly granted by name, single actions of others by their own words.
    static func words(_ scopes: Set<Action>, _ language: Language) -> String {
        var rest = scopes
        var names: [String] = []
        for group in ScopeGroup.allCases where group.actions.isSubset(of: scopes) {
            names.append(group.words[language])
            rest.subtract(group.actions)
        }
        return (names + rest.map(\.rawValue).sorted()).joined(separator: " · ")
    }
}

extension TokensPage.Token {
    init(_ token: TokenQueries.Token, _ time: PageTime, _ language: Language) {
        let (expiry, kind) = TokensPage.expiry(seconds: token.expiresAt.map { $0.seconds(since: time.now) })
        self.init(
            id: token.id.rawValue,
            name: token.name,
            scopes: TokensPage.words(token.scopes, language),
            used: token.lastUsedAt.map {
                Words("\(time.short($0, .zh))用过", "Used \(time.short($0, .en))")[language]
            } ?? Words("从没用过", "Never used")[language],
            expiry: expiry[language],
            kind: kind
        )
    }
}

struct NewTokenPage: Sendable {
    struct Choice: Sendable {
        let value: String
        let label: String
        let explanation: String
        let isChosen: Bool
    }

    let me: MeList
    let name: String
    let groups: [Choice]
    let days: [Choice]
    let nameNote: FieldNote
    let scopesNote: FieldNote
    let daysNote: FieldNote
    let general: FieldNote
    let factor: FactorField

    init(_ me: MeList, _ form: FormFields?, _ person: SignedInPerson, _ refusal: Refusal?, _ language: Language) {
        self.me = me
        name = form?["name"] ?? ""
        let chosen = Set(form?.all("groups") ?? [ScopeGroup.read.rawValue, ScopeGroup.upload.rawValue])
        groups = ScopeGroup.allCases.filter { $0 != .operator || !person.duties.isEmpty }.map { group in
            Choice(
                value: group.rawValue,
                label: group.words[language],
                explanation: group.explanation[language],
                isChosen: chosen.contains(group.rawValue)
            )
        }
        let day = form?["days"] ?? "90"
        let lengths = [
            ("30", Words("30 天", "30 days")), ("90", Words("90 天", "90 days")), ("365", Words("1 年", "1 year")),
        ]
        days = lengths.map { Choice(value: $0.0, label: $0.1[language], explanation: "", isChosen: day == $0.0) }
        nameNote = refusal.note("name", language)
        scopesNote = refusal.note("scopes", language)
        daysNote = refusal.note("days", language)
        general = refusal.general(language)
        factor = FactorField(person, refusal, language)
    }
}

/// The only page that ever shows a token.
struct MadeTokenPage: Sendable {
    let me: MeList
    let name: String
    let until: String
    let secret: String
    let server: String
}
