import Domain
import Storage

/// Everything that a person's page says, in a fixed number of questions.
struct PersonFacts: Sendable {
    let row: PersonRow
    let duties: [Duty]
    let disabling: PersonDisabling?
    let arrival: PersonArrival
    let hasFactor: Bool
    let sessions: [MeQueries.Device]
    let tokens: [TokenQueries.Token]
    let apps: [SwitcherQueries.Entry]
    let entries: [JournalRow]
    /// Those whom the entries name, and who disabled them.
    let names: JournalNames
    /// Nobody else who can sign in is system administrator.
    let isLastAdministrator: Bool

    /// Mini programs that stand on the page; the others are on a page of their own.
    static let mostApps = 5
    static let mostEntries = 6

    /// Throws `NOT_FOUND` where nobody has the login.
    init(_ db: any Reading, login: String, at now: Instant) throws {
        let people = PeopleQueries(db)
        guard let row = try people.person(login: login) else { throw Refusal.notFound }
        self.row = row
        duties = try people.duties(of: [row.id])[row.id] ?? []
        disabling = try people.disabling(of: row.id)
        arrival = try people.arrival(of: row.id)
        hasFactor = try FactorQueries(db).hasFactor(row.id)
        sessions = try MeQueries(db).devices(of: row.id, at: now)
        tokens = try TokenQueries(db).tokens(of: row.id)
        apps = try SwitcherQueries(db).page(of: row.id, limit: Self.mostApps + 1)
        let filter = JournalFilter(person: row.id)
        entries = try JournalListQueries(db).page(filter, limit: Self.mostEntries).rows
        names = try JournalNames(db, of: entries, besides: [disabling?.by].compactMap(\.self))
        isLastAdministrator =
            try !PersonQueries(db).hasAdministrator(besides: row.id)
            && duties.contains(.administrator) && !row.isDisabled
    }
}
