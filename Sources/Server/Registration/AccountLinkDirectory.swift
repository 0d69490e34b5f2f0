package import Domain
import Storage

/// Operators' invitation links as the API and `steward user links` tell of them.
package struct AccountLinkDirectory: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// A page, the newest first. Throws a refusal at `after` where that is not the end of a page.
    package func list(after place: String?, limit: Int) async throws -> ListJSON<AccountLinkJSON> {
        let cursor = try place.map { text in
            guard let cursor = AccountLinkCursor(text: text) else {
                let words = Words("这不是上一页给出的 next。", "This is not the next of a page before.")
                throw Refusal.invalid([FieldProblem(field: "after", words: words)])
            }
            return cursor
        }
        let found = try await platform.engine.read {
            try AccountLinkQueries($0).page(after: cursor ?? .newest, limit: limit + 1)
        }
        let (shown, now) = (found.prefix(limit), platform.world.now())
        let next = found.count > limit ? shown.last?.cursor.text : nil
        return ListJSON(items: shown.map { AccountLinkJSON($0, nil, at: now, platform.settings) }, next: next)
    }
}

/// An operator's invitation link in the JSON API.
package struct AccountLinkJSON: Encodable, Sendable {
    package struct Arrival: Encodable, Sendable {
        let login: String
        let name: String
        let at: String
    }

    package let id: String
    package let url: String
    package let note: String
    package let uses: Int
    package let used: Int
    package let madeBy: Nullable<String>
    let madeAt: String
    package let expiresAt: String
    package let state: AccountLinkState
    /// Who came by it; left out in lists.
    let people: [Arrival]?

    init(_ row: AccountLinkRow, _ arrivals: [AccountLinkQueries.Arrival]?, at now: Instant, _ settings: Settings) {
        (id, url, note) = (row.id.rawValue, settings.publicURL + Paths.comeIn(row.code), row.note)
        (uses, used, madeBy) = (row.uses, row.used, Nullable(row.makerName))
        (madeAt, expiresAt, state) = (row.madeAt.rfc3339, row.expiresAt.rfc3339, row.state(at: now))
        people = arrivals?.map { Arrival(login: $0.login, name: $0.name, at: $0.at.rfc3339) }
    }

    private enum CodingKeys: String, CodingKey {
        case id, url, note, uses, used, state, people
        case madeBy = "made_by"
        case madeAt = "made_at"
        case expiresAt = "expires_at"
    }
}
