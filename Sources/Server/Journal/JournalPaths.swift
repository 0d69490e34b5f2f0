import Domain
import Storage

extension Paths {
    package static let journal = "/console/journal"
    package static let journalCheck = "/console/journal/check"
    static let journalFile = "/console/journal/file"

    static func journal(_ place: JournalPlace, before cursor: JournalCursor? = nil) -> String {
        journal + place.query(before: cursor)
    }

    static func journalEntry(_ sequence: Int64, _ place: JournalPlace = .all) -> String {
        "\(journal)/\(sequence)\(place.query())"
    }
}

/// What the journal is filtered by, as typed; kept in the addresses of the entries beside the list.
struct JournalPlace: Sendable, Equatable {
    var person = ""
    var app = ""
    var topic: JournalTopic?
    var word: JournalEvent.CodingKeys?
    /// Days, `2026-11-23`, in the installation's time zone. The last one counts whole.
    var from = ""
    var until = ""

    static let all = JournalPlace()

    init(
        person: String = "",
        app: String = "",
        topic: JournalTopic? = nil,
        word: JournalEvent.CodingKeys? = nil
    ) {
        (self.person, self.app, self.topic, self.word) = (person, app, topic, word)
    }

    init(_ fields: FormFields) {
        func text(_ name: String) -> String { String(PlainText.line(fields[name] ?? "").prefix(80)) }
        person = text("person")
        app = text("app")
        // One list to choose from holds topics and single words.
        topic = JournalTopic(rawValue: text("what"))
        word = JournalEvent.CodingKeys(rawValue: text("what"))
        from = text("from")
        until = text("until")
    }

    var isAll: Bool { self == .all }
    var what: String { topic?.rawValue ?? word?.rawValue ?? "" }

    func query(before cursor: JournalCursor? = nil) -> String {
        let fields = [
            ("person", person), ("app", app), ("what", what), ("from", from), ("until", until),
            ("before", cursor?.text ?? ""),
        ].filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.addingPercentEncoding())" }
        return fields.isEmpty ? "" : "?" + fields.joined(separator: "&")
    }
}

/// What a filter means, or what is wrong with it.
struct JournalSearch: Sendable {
    let filter: JournalFilter
    let refusal: Refusal?

    /// One question where a person is named.
    init(_ place: JournalPlace, _ db: any Reading, _ settings: Settings) throws {
        var (filter, problems) = (JournalFilter(), [FieldProblem]())
        if !place.person.isEmpty {
            filter.person = try PersonQueries(db).person(login: place.person)
            if filter.person == nil {
                let words = Words("没有这个登录名。", "Nobody has this login.")
                problems.append(FieldProblem(field: "person", words: words))
            }
        }
        if !place.app.isEmpty { filter.app = ID(rawValue: place.app) }
        filter.words = place.topic.map { $0.stored.map(\.rawValue) } ?? place.word.map { [$0.rawValue] }
        func day(_ text: String, _ field: String, _ days: Int64) -> Instant? {
            guard !text.isEmpty else { return nil }
            guard let moment = Instant(rfc3339: "\(text)T00:00:00Z") else {
                let words = Words("日期要写成 2026-11-23 这样。", "Write a day as 2026-11-23.")
                problems.append(FieldProblem(field: field, words: words))
                return nil
            }
            return settings.instant(day: moment.milliseconds / 86_400_000 + days, hour: 0, minute: 0)
        }
        filter.from = day(place.from, "from", 0)
        filter.until = day(place.until, "until", 1)
        self.filter = filter
        refusal = problems.isEmpty ? nil : .invalid(problems)
    }
}
