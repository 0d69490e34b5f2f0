import Domain

/// An entry of the journal.
package struct JournalEntryJSON: Encodable, Sendable {
    struct Somebody: Encodable {
        let login: String
        let name: String
    }

    struct App: Encodable {
        let appID: String
        let name: Nullable<String>

        private enum CodingKeys: String, CodingKey {
            case name
            case appID = "app_id"
        }
    }

    package let sequence: Int64
    package let at: String
    let by: Nullable<Somebody>
    let people: [Somebody]
    let app: Nullable<App>
    let topic: Nullable<String>
    let word: String
    package let text: String
    let payload: String
    let payloadVersion: Int
    let hash: String

    /// What it is about, for a line of text.
    package var appName: String? { app.value?.name.value }

    init(_ row: JournalRow, _ names: JournalNames, _ language: Language) {
        func somebody(_ person: ID<Person>) -> Somebody? {
            names[person].map { Somebody(login: $0.login, name: $0.name) }
        }
        let entry = row.entry
        (sequence, at, word) = (entry.sequence, entry.at.rfc3339, entry.word)
        by = Nullable(entry.actor.flatMap(somebody))
        people = (row.event?.people ?? []).filter { $0 != entry.actor }.compactMap(somebody)
        app = Nullable(row.app.map { App(appID: $0.id.rawValue, name: Nullable($0.name)) })
        topic = Nullable(JournalEvent.CodingKeys(rawValue: entry.word)?.topic.rawValue)
        text = JournalSentence(row, names, language).line(language)
        (payload, payloadVersion, hash) = (entry.payload, entry.payloadVersion, entry.hash)
    }

    private enum CodingKeys: String, CodingKey {
        case sequence, at, by, people, app, topic, word, text, payload, hash
        case payloadVersion = "payload_version"
    }
}

/// An entry alone, with its place in the chain.
struct JournalLinkJSON: Encodable {
    let entry: JournalEntryJSON
    let previousHash: String?
    let verified: Bool

    private enum CodingKeys: String, CodingKey {
        case verified
        case previousHash = "previous_hash"
    }

    func encode(to encoder: any Encoder) throws {
        try entry.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(verified, forKey: .verified)
        try container.encode(previousHash, forKey: .previousHash)
    }
}

/// How far a check of the chain has come.
struct JournalCheckJSON: Encodable {
    let reached: Int64
    let entries: Int64
    /// `running`, `sound`, `broken` or `cut`.
    let state: String
    let brokenAt: Nullable<Int64>

    init(_ progress: JournalCheck.Progress) {
        (reached, entries) = (progress.reached, progress.head)
        var broken: Int64?
        switch progress.outcome {
        case nil: state = "running"
        case .sound: state = "sound"
        case .broken(let sequence): (state, broken) = ("broken", sequence)
        case .cut: state = "cut"
        }
        brokenAt = Nullable(broken)
    }

    private enum CodingKeys: String, CodingKey {
        case reached, entries, state
        case brokenAt = "broken_at"
    }
}
