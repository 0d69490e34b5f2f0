import Domain

/// 邀请链接: what operators gave out, the newest first.
struct AccountLinksPage: Sendable {
    struct Link: Sendable {
        let path: String
        let title: String
        let detail: String
        let uses: String
        let percent: Int
        let badge: String
        let kind: String
        let isOpen: Bool
    }

    static let size = 30

    let links: [Link]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String

    /// One more than a page says that there is another page.
    init(_ found: [AccountLinkRow], _ time: PageTime, _ language: Language) {
        let shown = found.prefix(Self.size)
        links = shown.map { row in
            let state = row.state(at: time.now)
            let maker = row.makerName ?? Words("命令行", "the command line")[language]
            let what =
                state == .open
                ? Words(
                    "\(maker) · 还有 \(time.remaining(until: row.expiresAt, .zh))",
                    "\(maker) · \(time.remaining(until: row.expiresAt, .en)) left"
                )
                : Words("\(maker) · \(time.short(row.madeAt, .zh))", "\(maker) · \(time.short(row.madeAt, .en))")
            return Link(
                path: Paths.accountLink(row.id),
                title: row.note.isEmpty ? Words("邀请链接", "Invitation link")[language] : row.note,
                detail: what[language],
                uses: "\(row.used) / \(row.uses)",
                percent: row.used * 100 / max(1, row.uses),
                badge: state.words[language],
                kind: state == .open ? "good" : "",
                isOpen: state == .open
            )
        }
        isEmpty = shown.isEmpty
        hasMore = found.count > Self.size
        morePath = shown.last.map { Paths.accountLinks(after: $0.cursor) } ?? Paths.accountLinks
    }
}

/// The form of a new link.
struct NewAccountLinkPage: Sendable {
    struct Choice: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let note: String
    let uses: String
    let hours: [Choice]
    let noteNote: FieldNote
    let usesNote: FieldNote
    let hoursNote: FieldNote
    let general: FieldNote
    let noteMax: Int
    let usesMax: Int

    init(_ form: FormFields?, _ refusal: Refusal?, _ language: Language) {
        note = form?["note"] ?? ""
        uses = form?["uses"] ?? "10"
        let chosen = form?["hours"] ?? "168"
        hours = [
            ("1", Words("1 小时", "1 hour")), ("24", Words("1 天", "1 day")), ("168", Words("7 天", "7 days")),
            ("720", Words("30 天", "30 days")),
        ].map { Choice(value: $0.0, name: $0.1[language], isChosen: $0.0 == chosen) }
        noteNote = refusal.note("note", language)
        usesNote = refusal.note("uses", language)
        hoursNote = refusal.note("hours", language)
        general = refusal.general(language)
        (noteMax, usesMax) = (AccountLinkRules.noteLength, AccountLinkRules.uses.upperBound)
    }
}

/// One link, as a ticket with its QR code, and who came by it.
struct AccountLinkPage: Sendable {
    struct Arrival: Sendable {
        let tile: Tile
        let name: String
        let login: String
        let when: String
        let moment: String
    }

    let title: String
    let link: String
    let picture: String
    let path: String
    let uses: String
    let percent: Int
    let remaining: String
    let maker: String
    let state: String
    let works: Bool
    let canRevoke: Bool
    let arrivals: [Arrival]
    let isEmpty: Bool

    init(
        _ row: AccountLinkRow,
        _ arrivals: [AccountLinkQueries.Arrival],
        address: String,
        picture: String,
        _ time: PageTime,
        _ language: Language
    ) {
        let state = row.state(at: time.now)
        title = row.note.isEmpty ? Words("邀请链接", "Invitation link")[language] : row.note
        (link, self.picture, path) = (address, picture, Paths.accountLink(row.id))
        uses = Words("已用 \(row.used) 次，共 \(row.uses) 次", "Used \(row.used) of \(row.uses)")[language]
        percent = row.used * 100 / max(1, row.uses)
        remaining =
            Words(
                "还有 \(time.remaining(until: row.expiresAt, .zh))",
                "\(time.remaining(until: row.expiresAt, .en)) left"
            )[language]
        maker = row.makerName ?? Words("命令行", "the command line")[language]
        self.state = state.words[language]
        works = state == .open
        canRevoke = row.endedAt == nil && state != .expired && state != .usedUp
        self.arrivals = arrivals.map { arrival in
            Arrival(
                tile: Tile(name: arrival.name, picture: arrival.picture),
                name: arrival.name,
                login: arrival.login,
                when: time.ago(arrival.at, language),
                moment: arrival.at.rfc3339
            )
        }
        isEmpty = arrivals.isEmpty
    }
}
