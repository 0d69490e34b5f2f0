import Domain
import Storage

/// People as the API and `steward user` tell of them.
package struct PeopleDirectory: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// A page of the list. Throws a refusal at `after` where that is not the end of a page.
    package func list(
        _ filter: PeopleFilter,
        finding text: String,
        after place: String?,
        limit: Int
    ) async throws -> ListJSON<PersonSummaryJSON> {
        let now = platform.world.now()
        let cursor = try place.map { text in
            guard let cursor = PeopleListQueries.Cursor(text: text) else {
                let words = Words("这不是上一页给出的 next。", "This is not the next of a page before.")
                throw Refusal.invalid([FieldProblem(field: "after", words: words)])
            }
            return cursor
        }
        let (rows, next, duties) = try await platform.engine.read { db in
            let (rows, next) = try PeopleListQueries(db)
                .page(filter, finding: text, after: cursor, at: now, limit: limit)
            return (rows, next, try PeopleQueries(db).duties(of: rows.map(\.id)))
        }
        let items = rows.map { PersonSummaryJSON($0, duties[$0.id] ?? [], platform.settings) }
        return ListJSON(items: items, next: next?.text)
    }

    /// Where somebody is signed in. Throws `PERSON_UNKNOWN`.
    package func sessions(of login: String) async throws -> ListJSON<PersonSessionJSON> {
        let now = platform.world.now()
        return try await platform.engine.read { db in
            guard let person = try PersonQueries(db).person(login: login) else { throw Refusal.personUnknown }
            let devices = try MeQueries(db).devices(of: person, at: now)
            return ListJSON(items: devices.map(PersonSessionJSON.init), next: nil)
        }
    }

    /// Makes a token for somebody who is there already, with all that a person with their duties may do. Throws
    /// `PERSON_UNKNOWN`, or a refusal at a field.
    package func token(of login: String, name: String, days: Int) async throws -> MakeToken.Made {
        let found = try await platform.engine.read { db in
            try PersonQueries(db).person(login: login).map { ($0, try SessionQueries(db).duties(of: $0)) }
        }
        guard let (person, duties) = found else { throw Refusal.personUnknown }
        let scopes = MakeToken.allScopes(duties: duties)
        return try await MakeToken(platform: platform)(for: person, name: name, scopes: scopes, days: days)
    }

    /// One person. Throws `PERSON_UNKNOWN`.
    package func person(_ login: String) async throws -> PersonDetailJSON {
        let now = platform.world.now()
        return try await platform.engine.read { [settings = platform.settings] db in
            let people = PeopleQueries(db)
            guard let row = try people.person(login: login) else { throw Refusal.personUnknown }
            let duties = try people.duties(of: [row.id])[row.id] ?? []
            let summary = try MeQueries(db).summary(of: row.id, at: now)
            let isLast =
                try duties.contains(.administrator) && !row.isDisabled
                && !PersonQueries(db).hasAdministrator(besides: row.id)
            return PersonDetailJSON(
                person: PersonSummaryJSON(row, duties, settings),
                disabling: try people.disabling(of: row.id).map(DisablingJSON.init),
                came: try people.arrival(of: row.id).name,
                secondFactor: try FactorQueries(db).hasFactor(row.id),
                lastAdministrator: isLast,
                level: Level.v1.rawValue,
                sessions: summary.sessions,
                tokens: summary.tokens,
                apps: summary.joined
            )
        }
    }
}
