import Domain
import Storage

/// 操作日志: the list, a page of its own on a phone, the first pane beside an entry on a desk.
struct JournalPage: Sendable {
    struct Row: Sendable {
        let path: String
        let tile: Tile
        let isSystem: Bool
        let who: String
        let what: String
        let hasApp: Bool
        let app: String
        let when: String
        let moment: String
        let isCurrent: Bool
    }

    struct Topic: Sendable {
        let name: String
        let all: Choice
        let words: [Choice]
    }

    struct Choice: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    /// What a list is drawn from: three questions at most.
    struct Facts: Sendable {
        let place: JournalPlace
        let refusal: Refusal?
        let rows: [JournalRow]
        let next: JournalCursor?
        let names: JournalNames

        init(_ db: any Reading, _ place: JournalPlace, before cursor: JournalCursor? = nil, _ settings: Settings) throws
        {
            let search = try JournalSearch(place, db, settings)
            self.place = place
            refusal = search.refusal
            (rows, next) =
                search.refusal == nil
                ? try JournalListQueries(db).page(search.filter, before: cursor, limit: JournalPage.size) : ([], nil)
            names = try JournalNames(db, of: rows)
        }
    }

    static let size = 40

    let person: String
    let personNote: FieldNote
    let app: String
    let topics: [Topic]
    let from: String
    let fromNote: FieldNote
    let until: String
    let untilNote: FieldNote
    let isFiltered: Bool
    /// The form stands open, with what is wrong in it.
    let isWrong: Bool
    /// What is filtered by, in a line.
    let said: String
    let rows: [Row]
    let isEmpty: Bool
    let hasMore: Bool
    let morePath: String
    let allPath: String
    let filePath: String
    let checkPath: String

    init(_ facts: Facts, current: Int64? = nil, _ writer: ConsoleWriter) {
        let (place, language) = (facts.place, writer.language)
        (person, app, from, until) = (place.person, place.app, place.from, place.until)
        personNote = facts.refusal.note("person", language)
        fromNote = facts.refusal.note("from", language)
        untilNote = facts.refusal.note("until", language)
        topics = JournalTopic.allCases.map { topic in
            Topic(
                name: topic.words[language],
                all: Choice(
                    value: topic.rawValue,
                    name: writer.say("\(topic.words.zh)：全部", "\(topic.words.en): all"),
                    isChosen: place.topic == topic
                ),
                words: topic.stored.map {
                    Choice(value: $0.rawValue, name: $0.journalName[language], isChosen: place.word == $0)
                }
            )
        }
        isFiltered = !place.isAll
        isWrong = facts.refusal != nil
        let what = place.topic?.words[language] ?? place.word?.journalName[language] ?? ""
        let days =
            place.from.isEmpty && place.until.isEmpty
            ? ""
            : writer.say(
                "\(place.from.isEmpty ? "最早" : place.from) 到 \(place.until.isEmpty ? "现在" : place.until)",
                "\(place.from.isEmpty ? "the beginning" : place.from) to \(place.until.isEmpty ? "now" : place.until)"
            )
        said = [place.person, what, place.app, days].filter { !$0.isEmpty }.joined(separator: " · ")
        rows = facts.rows.map { Row($0, facts.names, place, current: current, writer) }
        isEmpty = rows.isEmpty
        hasMore = facts.next != nil
        morePath = facts.next.map { Paths.journal(place, before: $0) } ?? ""
        allPath = Paths.journal
        filePath = Paths.journalFile + place.query()
        checkPath = Paths.journalCheck
    }
}

extension JournalPage.Row {
    init(
        _ row: JournalRow,
        _ names: JournalNames,
        _ place: JournalPlace,
        current: Int64? = nil,
        _ writer: ConsoleWriter
    ) {
        let sentence = JournalSentence(row, names, writer.language)
        let actor = row.entry.actor.flatMap { names[$0] }
        self.init(
            path: Paths.journalEntry(row.entry.sequence, place),
            tile: Tile(name: actor?.name ?? sentence.who, picture: actor?.picture),
            isSystem: row.entry.actor == nil,
            who: sentence.who,
            what: sentence.what,
            hasApp: row.app != nil,
            app: row.app?.words(writer.language) ?? "",
            when: writer.time.short(row.entry.at, writer.language),
            moment: row.entry.at.rfc3339,
            isCurrent: row.entry.sequence == current
        )
    }
}

extension JournalRow.App {
    /// Its name as it is now.
    func words(_ language: Language) -> String {
        guard let name else { return Words("未知小程序", "an unknown mini program")[language] }
        return isClosed ? Words("\(name)（已注销）", "\(name) (closed)")[language] : name
    }
}
