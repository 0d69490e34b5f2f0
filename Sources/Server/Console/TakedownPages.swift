import Domain

/// What users get now, searchable.
struct OnlinePage: Sendable {
    let query: String
    let isSearch: Bool
    let rows: [Row]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String

    struct Row: Sendable {
        let tile: Tile
        let name: String
        let id: String
        let number: String
        let badge: String
        let kind: String
        let since: String
        let versionPath: String
        let offlinePath: String
        /// The operator belongs to it.
        let isOwn: Bool
    }

    static let size = 30

    init(_ found: [OnlineQueries.Entry], query: String, _ writer: ConsoleWriter) {
        self.query = query
        isSearch = !query.isEmpty
        let shown = found.prefix(Self.size)
        rows = shown.map { entry in
            Row(
                tile: Tile(name: entry.name, picture: entry.logo),
                name: entry.name,
                id: AppID.grouped(entry.app),
                number: entry.number.description,
                badge: entry.status.words[writer.language],
                kind: entry.status.badge,
                since: writer.time.short(entry.since, writer.language),
                versionPath: Paths.version(entry.number, of: entry.app),
                offlinePath: Paths.forceOffline(entry.number, of: entry.app),
                isOwn: entry.ownRole != nil
            )
        }
        isEmpty = rows.isEmpty
        let next =
            found.count > Self.size
            ? shown.last.map { OnlineQueries.Cursor(since: $0.since, version: $0.version) } : nil
        hasMore = next != nil
        let search = query.isEmpty ? "" : "q=\(query.addingPercentEncoding())&"
        morePath = next.map { "\(Paths.onlineApps)?\(search)after=\($0.text)" } ?? ""
    }
}

/// What will happen when a version is taken down, before it is.
struct TakedownPage: Sendable {
    let name: String
    let number: String
    let action: String
    let isGray: Bool
    let share: String
    let reason: String
    let note: FieldNote
    let least: String
    let most: String
    let back: String

    init(
        _ row: VersionRow,
        _ app: AuthorisedApp,
        share: GrayShare?,
        typed: String,
        _ refusal: Refusal?,
        _ language: Language
    ) {
        name = app.name
        number = row.number.description
        action = Paths.forceOffline(row.number, of: app.id)
        isGray = row.status == .gray
        self.share = share.map { "\($0)%" } ?? ""
        reason = typed
        note = refusal.note("reason", language)
        (least, most) = ("\(ForceOffline.reasonLength.lowerBound)", "\(ForceOffline.reasonLength.upperBound)")
        back = Paths.onlineApps
    }
}
