import Domain
import Foundation
import Storage

/// One entry: the sentence, the exact record, and whether it follows from the one before.
struct JournalEntryPage: Sendable {
    struct Somebody: Sendable {
        let path: String
        let name: String
        let login: String
    }

    struct Facts: Sendable {
        let row: JournalRow
        let previous: String?
        let names: JournalNames
        let disabling: PersonDisabling?
        let head: Int64

        /// Five questions. Throws `NOT_FOUND` where the journal has no such entry.
        init(_ db: any Reading, _ sequence: Int64) throws {
            let queries = JournalListQueries(db)
            guard let row = try queries.entry(sequence) else { throw Refusal.notFound }
            self.row = row
            previous = try queries.hash(before: sequence)
            names = try JournalNames(db, of: [row])
            if case .personDisabled(let person, _) = row.event {
                disabling = try PeopleQueries(db).disabling(of: person, at: row.entry.at)
            } else {
                disabling = nil
            }
            head = try JournalQueries(db).head().sequence
        }

        /// Whether its hash follows from the stored bytes and the entry before.
        var isSound: Bool { previous.map { row.entry.hash == row.entry.expectedHash(after: $0) } ?? false }
    }

    let list: JournalPage
    let who: String
    let what: String
    let isSound: Bool
    let isFirst: Bool
    let when: String
    let exact: String
    let actor: Somebody?
    let isSystem: Bool
    let people: [Somebody]
    let hasPeople: Bool
    let hasApp: Bool
    let app: String
    let appID: String
    let appPath: String
    let isAppKnown: Bool
    let topic: String
    let kind: String
    let word: String
    let wordPath: String
    let sequence: String
    let head: String
    let note: String
    let hasNote: Bool
    let payload: String
    let payloadVersion: Int
    let hash: String
    let previous: String
    let hasEarlier: Bool
    let earlierPath: String
    let hasLater: Bool
    let laterPath: String
    let checkPath: String

    init(_ facts: Facts, _ list: JournalPage, _ place: JournalPlace, _ zoneOffset: Int, _ writer: ConsoleWriter) {
        let (row, entry, language) = (facts.row, facts.row.entry, writer.language)
        let sentence = JournalSentence(row, facts.names, language)
        self.list = list
        (who, what) = (sentence.who, sentence.what)
        isSound = facts.isSound
        isFirst = entry.sequence == 1
        when = writer.time.short(entry.at, language)
        exact = Self.exact(entry.at, zoneOffset)
        func somebody(_ person: ID<Person>) -> Somebody {
            let found = facts.names[person]
            return Somebody(
                path: found.map { Paths.person($0.login) } ?? "",
                name: facts.names.name(person, language),
                login: found?.login ?? person.rawValue
            )
        }
        actor = entry.actor.map(somebody)
        isSystem = entry.actor == nil
        people = (row.event?.people ?? []).filter { $0 != entry.actor }.map(somebody)
        hasPeople = !people.isEmpty
        hasApp = row.app != nil
        app = row.app?.words(language) ?? ""
        appID = entry.app?.rawValue ?? ""
        appPath = row.app.map { Paths.app($0.id) } ?? ""
        isAppKnown = row.app?.name != nil && row.app?.isClosed == false
        let key = JournalEvent.CodingKeys(rawValue: entry.word)
        topic = key?.topic.words[language] ?? ""
        kind = key?.journalName[language] ?? entry.word
        word = entry.word
        wordPath = key.map { Paths.journal(JournalPlace(word: $0)) } ?? Paths.journal
        sequence = String(entry.sequence)
        head = String(facts.head)
        note = facts.disabling?.note ?? ""
        hasNote = !note.isEmpty
        payload = Self.pretty(entry.payload)
        payloadVersion = entry.payloadVersion
        hash = entry.hash
        previous = facts.previous ?? "–"
        hasEarlier = entry.sequence > 1
        earlierPath = Paths.journalEntry(entry.sequence - 1, place)
        hasLater = entry.sequence < facts.head
        laterPath = Paths.journalEntry(entry.sequence + 1, place)
        checkPath = Paths.journalCheck
    }

    /// `2026-11-23 17:30:00.000 +08:00`
    private static func exact(_ at: Instant, _ offset: Int) -> String {
        let date = CivilDate(at, offsetSeconds: offset)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let thousandths = Int((at.milliseconds % 1000 + 1000) % 1000)
        let fraction = String(repeating: "0", count: 3 - String(thousandths).count) + String(thousandths)
        let minutes = abs(offset) / 60
        return "\(date.isoDay) \(two(date.hour)):\(two(date.minute)):\(two(date.second)).\(fraction) "
            + "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// The stored text over several lines, for eyes; what the hash covers is the text itself.
    private static func pretty(_ text: String) -> String {
        guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
            let data = try? JSONSerialization.data(
                withJSONObject: value,
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            )
        else { return text }
        return String(decoding: data, as: UTF8.self)
    }
}

/// The check of the whole chain, slice by slice.
struct JournalCheckPage: Sendable {
    let isBegin: Bool
    let isRunning: Bool
    let isSound: Bool
    let isBroken: Bool
    let isCut: Bool
    let reached: String
    let head: String
    let percent: Int
    let nextPath: String
    let beginPath: String
    let brokenPath: String
    let broken: String

    init(_ progress: JournalCheck.Progress?, head: Int64) {
        isBegin = progress == nil
        isRunning = progress != nil && progress?.outcome == nil
        var (isSound, isCut, broken) = (false, false, Int64?.none)
        switch progress?.outcome {
        case .sound: isSound = true
        case .cut: isCut = true
        case .broken(let sequence): broken = sequence
        case nil: break
        }
        (self.isSound, self.isCut, isBroken) = (isSound, isCut, broken != nil)
        let (done, all) = (progress?.reached ?? 0, progress?.head ?? head)
        (reached, self.head) = (String(done), String(all))
        percent = all == 0 ? 100 : Int(min(done, all) * 100 / all)
        nextPath = "\(Paths.journalCheck)?after=\(done)"
        beginPath = "\(Paths.journalCheck)?after=0"
        self.broken = broken.map(String.init) ?? ""
        brokenPath = broken.map { Paths.journalEntry($0) } ?? ""
    }
}
