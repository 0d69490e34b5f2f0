package import Domain
import Storage

/// What of the journal is wanted, as the API and `steward journal` are asked.
package struct JournalWish: Sendable {
    package var person: String?
    package var app: String?
    package var topic: String?
    package var word: String?
    package var from: String?
    package var until: String?

    package init() {}

    init(_ query: FormFields) {
        (person, app, topic) = (query["person"], query["app_id"], query["topic"])
        (word, from, until) = (query["word"], query["from"], query["until"])
    }
}

/// The journal as the API and `steward journal` tell of it.
package struct JournalReader: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// A page. Throws a refusal at what cannot be.
    package func page(
        _ wish: JournalWish,
        after place: String?,
        limit: Int,
        _ language: Language
    ) async throws -> ListJSON<JournalEntryJSON> {
        let filter = try await filter(wish)
        let cursor = try place.map { text in
            guard let cursor = JournalCursor(text: text) else {
                throw Self.invalid("after", Words("这不是上一页给出的 next。", "This is not the next of a page before."))
            }
            return cursor
        }
        let (rows, next, names) = try await platform.engine.read { db in
            let (rows, next) = try JournalListQueries(db).page(filter, before: cursor, limit: limit)
            return (rows, next, try JournalNames(db, of: rows))
        }
        return ListJSON(items: rows.map { JournalEntryJSON($0, names, language) }, next: next?.text)
    }

    /// The same as a file for spreadsheets, piece by piece.
    package func file(
        _ wish: JournalWish,
        _ language: Language,
        write: (String) async throws -> Void
    ) async throws {
        try await JournalFile(platform: platform).write(filter(wish), language, write)
    }

    /// Throws a refusal at what is wrong.
    func filter(_ wish: JournalWish) async throws -> JournalFilter {
        var filter = JournalFilter()
        if let login = wish.person {
            filter.person = try await platform.engine.read { try PersonQueries($0).person(login: login) }
            if filter.person == nil { throw Self.invalid("person", Words("没有这个登录名。", "Nobody has this login.")) }
        }
        filter.app = wish.app.map { ID(rawValue: $0) }
        if let name = wish.topic {
            guard let topic = JournalTopic(rawValue: name) else {
                let all = JournalTopic.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.invalid("topic", Words("只能是：\(all)。", "One of: \(all)."))
            }
            filter.words = topic.stored.map(\.rawValue)
        }
        if let word = wish.word { filter.words = [word] }
        filter.from = try Self.moment(wish.from, "from")
        filter.until = try Self.moment(wish.until, "until")
        return filter
    }

    private static func moment(_ text: String?, _ field: String) throws -> Instant? {
        try text.map { text in
            guard let moment = Instant(rfc3339: text) else {
                throw invalid(field, Words("写成 2026-11-23T09:30:00Z 这样。", "Write it as 2026-11-23T09:30:00Z."))
            }
            return moment
        }
    }

    private static func invalid(_ field: String, _ words: Words) -> Refusal {
        .invalid([FieldProblem(field: field, words: words)])
    }
}
