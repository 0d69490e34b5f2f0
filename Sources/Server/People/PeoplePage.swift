import Domain
import Storage

/// 人员: the list, a page of its own on a phone, the first pane beside a person on a desk.
struct PeoplePage: Sendable {
    struct Chip: Sendable {
        let name: String
        let path: String
        let isCurrent: Bool
    }

    struct Row: Sendable {
        let path: String
        let tile: Tile
        let name: String
        let login: String
        let seen: String
        let moment: String
        let hasMoment: Bool
        let duties: [String]
        let isSelf: Bool
        let isDisabled: Bool
        let isCurrent: Bool
    }

    /// What a list is drawn from: two questions, however many people there are.
    struct Facts: Sendable {
        let place: PeoplePlace
        let rows: [PersonRow]
        let next: PeopleListQueries.Cursor?
        let duties: [ID<Person>: [Duty]]

        init(_ db: any Reading, _ place: PeoplePlace, after cursor: PeopleListQueries.Cursor? = nil, at now: Instant)
            throws
        {
            self.place = place
            (rows, next) = try PeopleListQueries(db)
                .page(place.filter, finding: place.search, after: cursor, at: now, limit: PeoplePage.size)
            duties = try PeopleQueries(db).duties(of: rows.map(\.id))
        }
    }

    static let size = 30

    let search: String
    let show: String
    let isSearch: Bool
    let isFiltered: Bool
    let chips: [Chip]
    let rows: [Row]
    let isEmpty: Bool
    let emptyWords: String
    let allPath: String
    let hasMore: Bool
    let morePath: String

    init(_ facts: Facts, current: ID<Person>? = nil, _ writer: ConsoleWriter) {
        let (place, time, language) = (facts.place, writer.time, writer.language)
        search = place.search
        show = place.filter.name
        isSearch = !place.search.isEmpty
        isFiltered = place.filter != .all || isSearch
        chips = PeopleFilter.allCases.map { filter in
            Chip(
                name: filter.words[language],
                path: Paths.people(PeoplePlace(filter: filter, search: place.search)),
                isCurrent: filter == place.filter
            )
        }
        rows = facts.rows.map { row in
            let duties = facts.duties[row.id] ?? []
            return Row(
                path: Paths.person(row.login, place),
                tile: Tile(name: row.name, picture: row.picture),
                name: row.name,
                login: row.login,
                seen: row.lastSeen.map { time.short($0, language) } ?? writer.say("从没登录", "Never signed in"),
                moment: row.lastSeen?.rfc3339 ?? "",
                hasMoment: row.lastSeen != nil,
                duties: duties.count == Duty.allCases.count
                    ? [writer.say("全部职责", "All duties")] : duties.map { $0.words[language] },
                isSelf: row.id == writer.person,
                isDisabled: row.isDisabled,
                isCurrent: row.id == current
            )
        }
        isEmpty = rows.isEmpty
        emptyWords =
            isSearch
            ? writer.say("登录名和称呼里都没有“\(place.search)”。", "No login and no name has “\(place.search)” in it.")
            : writer.say("这一类现在没有人。", "Nobody is of this kind now.")
        allPath = Paths.people
        hasMore = facts.next != nil
        morePath = facts.next.map { Paths.people(place, after: $0) } ?? ""
    }
}
