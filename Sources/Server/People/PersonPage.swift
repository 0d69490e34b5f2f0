import Domain

/// Somebody, as a system administrator sees them.
struct PersonPage: Sendable {
    struct DutyChoice: Sendable {
        let value: String
        let name: String
        let explanation: String
        let isHeld: Bool
        /// Whether they had it when the form was first shown.
        let wasHeld: Bool
        /// The last system administrator cannot lose the duty.
        let isFixed: Bool
    }

    struct Disabled: Sendable {
        let reason: String
        let note: String
        let hasNote: Bool
        let by: String
    }

    struct Session: Sendable {
        let id: String
        let icon: String
        let name: String
        let detail: String
        let since: String
        let isHere: Bool
    }

    struct App: Sendable {
        let path: String
        let tile: Tile
        let name: String
        let id: String
        let role: String
    }

    let list: PeoplePage
    let path: String
    let tile: Tile
    let name: String
    let login: String
    let isSelf: Bool
    let isDisabled: Bool
    /// Their duties now, in words.
    let held: [String]
    let disabled: Disabled?
    let seen: String
    let came: String
    let how: String
    let level: String
    let hasFactor: Bool
    let removeFactorPath: String
    let canReset: Bool
    let resetPath: String
    let dutiesPath: String
    let duties: [DutyChoice]
    let isLastAdministrator: Bool
    let asksIfSure: Bool
    let problem: String
    let hasProblem: Bool
    /// Asked for once an administrator is to be made.
    let factor: FactorField
    /// Whether whoever looks is asked for a code before a link to a new password is made.
    let asksFirst: Bool
    let sessions: [Session]
    let hasSessions: Bool
    let sessionCount: String
    let signOutPath: String
    let tokens: [TokensPage.Token]
    let hasTokens: Bool
    let tokensPath: String
    let apps: [App]
    let hasApps: Bool
    let hasMoreApps: Bool
    let appsPath: String
    let entries: [JournalPage.Row]
    let hasEntries: Bool
    let journalPath: String
    let disablePath: String
    let enablePath: String
    let canDisable: Bool

    /// What was chosen before the page is shown again, and why.
    struct Draft: Sendable {
        var form: FormFields?
        var duties: Set<Duty>?
        /// What they had when the form was made.
        var shown: Set<Duty>?
        var refusal: Refusal?
    }

    init(
        _ facts: PersonFacts,
        _ list: PeoplePage,
        _ place: PeoplePlace,
        _ draft: Draft,
        for visitor: Visitor,
        _ writer: ConsoleWriter
    ) {
        let (row, time, language) = (facts.row, writer.time, writer.language)
        self.list = list
        path = Paths.person(row.login)
        tile = Tile(name: row.name, picture: row.picture)
        (name, login) = (row.name, row.login)
        isSelf = row.id == writer.person
        isDisabled = row.isDisabled
        disabled = row.disabledAt.map { at in
            let when = time.short(at, language)
            let by = facts.disabling?.by.map { facts.names.name($0, language) }
            return Disabled(
                reason: facts.disabling?.reason.words[language] ?? writer.say("没有写原因", "No reason was given"),
                note: facts.disabling?.note ?? "",
                hasNote: facts.disabling?.note.isEmpty == false,
                by: by.map { writer.say("\($0)停用于\(when)", "Disabled by \($0), \(when)") }
                    ?? writer.say("停用于\(when)", "Disabled \(when)")
            )
        }
        seen = row.lastSeen.map { time.short($0, language) } ?? writer.say("从没登录", "Never signed in")
        came = time.short(row.createdAt, language)
        how = facts.arrival.words[language]
        hasFactor = facts.hasFactor
        removeFactorPath = Paths.removeFactor(row.login)
        canReset = !row.isDisabled
        resetPath = Paths.makeReset(row.login)
        self.held = facts.duties.map { $0.words[language] }
        level = "V\(Level.v1.rawValue)"
        dutiesPath = "\(path)/duties"
        let (chosen, shown) = (draft.duties ?? Set(facts.duties), draft.shown ?? Set(facts.duties))
        isLastAdministrator = facts.isLastAdministrator
        duties = Duty.allCases.map { duty in
            DutyChoice(
                value: duty.rawValue,
                name: duty.words[language],
                explanation: duty.explanation[language],
                isHeld: chosen.contains(duty),
                wasHeld: shown.contains(duty),
                isFixed: duty == .administrator && facts.isLastAdministrator
            )
        }
        asksIfSure = draft.refusal == .ownAdministrator
        problem = draft.refusal?.words[language] ?? ""
        hasProblem = draft.refusal != nil && draft.refusal?.isAboutFactor != true
        factor = FactorField(afterwards: draft.refusal, draft.form, language)
        asksFirst = visitor.person?.hasFactor ?? false
        sessions = facts.sessions.map { device in
            let agent = AgentWords(device.agent)
            let last = time.short(device.lastSeen, language)
            return Session(
                id: device.id.rawValue,
                icon: agent.isPhone ? "phone" : "laptop",
                name: agent.name[language],
                detail: writer.say("\(device.address) · 最近 \(last)", "\(device.address) · last used \(last)"),
                since: writer.say(
                    "\(time.short(device.since, language)) 登录",
                    "Signed in \(time.short(device.since, language))"
                ),
                isHere: device.id == visitor.session
            )
        }
        hasSessions = !sessions.isEmpty
        sessionCount = String(sessions.count)
        signOutPath = "\(path)/sign-out"
        tokens = facts.tokens.map { TokensPage.Token($0, time, language) }
        hasTokens = !tokens.isEmpty
        tokensPath = "\(path)/tokens"
        apps = facts.apps.prefix(PersonFacts.mostApps).map { App($0, language) }
        hasApps = !apps.isEmpty
        hasMoreApps = facts.apps.count > PersonFacts.mostApps
        appsPath = Paths.personApps(row.login)
        entries = facts.entries.map { JournalPage.Row($0, facts.names, JournalPlace(person: row.login), writer) }
        hasEntries = !entries.isEmpty
        journalPath = Paths.journal(JournalPlace(person: row.login))
        disablePath = "\(path)/disable\(place.query())"
        enablePath = "\(path)/enable"
        canDisable = !isSelf && !isDisabled && !facts.isLastAdministrator
    }
}

extension PersonPage.App {
    init(_ entry: SwitcherQueries.Entry, _ language: Language) {
        self.init(
            path: Paths.app(entry.app),
            tile: Tile(name: entry.name, picture: entry.logo),
            name: entry.name,
            id: entry.app.rawValue,
            role: entry.role.words[language]
        )
    }
}

/// All mini programs of a person.
struct PersonAppsPage: Sendable {
    let apps: [PersonPage.App]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String

    static let size = 50
}

/// The page that asks why somebody is shut out.
struct DisablePage: Sendable {
    struct Reason: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let name: String
    let login: String
    let tile: Tile
    let path: String
    let back: String
    let reasons: [Reason]
    let reasonNote: FieldNote
    let note: String
    let noteNote: FieldNote
    let most: Int
    let general: FieldNote
    let sessions: Int
    let tokens: Int

    init(
        _ row: PersonRow,
        _ summary: MeQueries.Summary,
        _ place: PeoplePlace,
        _ form: FormFields?,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        (name, login, tile) = (row.name, row.login, Tile(name: row.name, picture: row.picture))
        path = "\(Paths.person(row.login))/disable"
        back = Paths.person(row.login, place)
        reasons = DisableReason.allCases.map {
            Reason(value: $0.rawValue, name: $0.words[language], isChosen: $0.rawValue == form?["reason"])
        }
        reasonNote = refusal.note("reason", language)
        note = form?["note"] ?? ""
        noteNote = refusal.note("note", language)
        most = DisableReason.noteLength
        general = refusal.general(language)
        (sessions, tokens) = (summary.sessions, summary.tokens)
    }
}
