import Domain

/// The list under 我的, which stands beside its pages on a desk.
struct MeList: Sendable {
    enum Section: Sendable { case none, profile, password, security, devices, tokens, hostUsers, about }

    let name: String
    let login: String
    let tile: Tile
    let what: String
    let devices: String
    let tokens: String
    let language: String
    let isAutomatic: Bool
    let isChinese: Bool
    let isEnglish: Bool
    let isProfile: Bool
    let isPassword: Bool
    let isSecurity: Bool
    /// Whether there is a second factor.
    var hasFactor: Bool
    /// Whether an operator's duties wait for one.
    let isWithheld: Bool
    let isDevices: Bool
    let isTokens: Bool
    let isHostUsers: Bool
    let isAbout: Bool

    init(
        _ person: SignedInPerson,
        _ summary: MeQueries.Summary,
        chosen: Language?,
        at section: Section,
        _ language: Language
    ) {
        name = person.name
        login = person.login
        tile = Tile(name: person.name, picture: person.picture)
        what = Self.what(person, summary)[language]
        devices = String(summary.sessions)
        tokens = String(summary.tokens)
        self.language =
            switch chosen {
            case nil: Words("跟随浏览器", "As the browser")[language]
            case .zh: "简体中文"
            case .en: "English"
            }
        (isAutomatic, isChinese, isEnglish) = (chosen == nil, chosen == .zh, chosen == .en)
        isProfile = section == .profile
        isPassword = section == .password
        isSecurity = section == .security
        hasFactor = person.hasFactor
        isWithheld = !person.withheldDuties.isEmpty
        isDevices = section == .devices
        isTokens = section == .tokens
        isHostUsers = section == .hostUsers
        isAbout = section == .about
    }

    /// What they are here, in one line.
    private static func what(_ person: SignedInPerson, _ summary: MeQueries.Summary) -> Words {
        var zh: [String] = []
        var en: [String] = []
        if summary.owned > 0 {
            zh.append("\(summary.owned) 个小程序的所有者")
            en.append("owner of \(summary.owned)")
        } else if summary.joined > 0 {
            zh.append("参与 \(summary.joined) 个小程序")
            en.append("member of \(summary.joined)")
        }
        let all = person.duties.union(person.withheldDuties)
        if !all.isEmpty {
            let duties = Duty.allCases.filter(all.contains)
            let isEvery = duties.count == Duty.allCases.count
            zh.append(isEvery ? "平台人员" : duties.map(\.words.zh).joined(separator: "、"))
            en.append(isEvery ? "operator" : duties.map { $0.words.en.lowercased() }.joined(separator: ", "))
        }
        return Words(zh.joined(separator: " · "), en.joined(separator: " · "))
    }
}

struct ProfilePage: Sendable {
    let me: MeList
    let name: String
    let login: String
    let tile: Tile
    let nameNote: FieldNote
    let pictureNote: FieldNote
    let nameMax: String
    let nameMin: String

    init(_ me: MeList, name: String, _ refusal: Refusal?, _ language: Language) {
        self.me = me
        self.name = name
        (login, tile) = (me.login, me.tile)
        nameNote = refusal.note("name", language)
        pictureNote = refusal.note("picture", language)
        (nameMin, nameMax) = (String(PersonName.lengths.lowerBound), String(PersonName.lengths.upperBound))
    }
}

struct PasswordPage: Sendable {
    let me: MeList
    let oldNote: FieldNote
    let newNote: FieldNote
    let factor: FactorField
    let repeatedNote: FieldNote
    let general: FieldNote
    let hasOthers: Bool
    let others: String
    let hasTokens: Bool
    let tokens: String
    let revokesTokens: Bool
    let least: String

    init(
        _ me: MeList,
        sessions: Int,
        tokens: Int,
        revokesTokens: Bool,
        _ factor: FactorField,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        (self.me, self.factor) = (me, factor)
        oldNote = refusal.note("old", language)
        newNote = refusal.note("password", language)
        repeatedNote = refusal.note("repeated", language)
        general = refusal.general(language)
        hasOthers = sessions > 1
        others = String(max(0, sessions - 1))
        (hasTokens, self.tokens, self.revokesTokens) = (tokens > 0, String(tokens), revokesTokens)
        least = String(PasswordRule.lengths.lowerBound)
    }
}

struct DevicesPage: Sendable {
    struct Device: Sendable {
        let id: String
        let name: String
        let icon: String
        let address: String
        let since: String
        let lastSeen: String
        let isHere: Bool
    }

    let me: MeList
    let devices: [Device]
    let hasOthers: Bool
    let others: String

    init(_ me: MeList, _ devices: [MeQueries.Device], here: ID<Session>?, _ time: PageTime, _ language: Language) {
        self.me = me
        self.devices = devices.map { device in
            let agent = AgentWords(device.agent)
            return Device(
                id: device.id.rawValue,
                name: agent.name[language],
                icon: agent.isPhone ? "phone" : "laptop",
                address: device.address,
                since: time.short(device.since, language),
                lastSeen: time.short(device.lastSeen, language),
                isHere: device.id == here
            )
        }
        let others = devices.count { $0.id != here }
        hasOthers = others > 0
        self.others = String(others)
    }
}
