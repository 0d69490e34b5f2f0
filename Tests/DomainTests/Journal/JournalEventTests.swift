import Domain
import TestSupport
import Testing

@Suite struct JournalEventTests {
    @Test func `every stored word has an example`() {
        let shown = Set(EventExamples.all.map(\.word))
        #expect(JournalEvent.CodingKeys.allCases.map(\.rawValue).filter { !shown.contains($0) } == [])
    }

    @Test func `the stored text of every event is as it was`() throws {
        let lines = try EventExamples.all.map { event in
            try JournalPayload(event: event, recipients: EventExamples.recipients).stored()
        }
        try expectGolden(lines.joined(separator: "\n"), "journal-payloads.txt")
    }

    @Test(arguments: EventExamples.all)
    func `what was stored is read back, under its word`(event: JournalEvent) throws {
        let payload = JournalPayload(event: event, recipients: EventExamples.recipients)
        let text = try payload.stored()
        #expect(text.contains(#""\#(event.word)""#))
        #expect(try JournalPayload(stored: text) == payload)
        #expect(try JournalPayload(stored: text).stored() == text)
    }

    @Test func `keys of a later program are passed over`() throws {
        let text = #"{"event":{"app.closed":{"reason":7}},"more":[],"recipients":["p1"]}"#
        let payload = try JournalPayload(stored: text)
        #expect(payload == JournalPayload(event: .appClosed, recipients: [ID(rawValue: "p1")]))
    }

    private func entry(word: String, version: Int, payload: String) -> JournalEntry {
        JournalEntry(
            sequence: 9,
            at: Instant(milliseconds: 0),
            actor: nil,
            app: nil,
            word: word,
            payloadVersion: version,
            payload: payload,
            hash: ""
        )
    }

    @Test func `an entry of this program is decoded`() throws {
        let payload = #"{"event":{"app.closed":{}},"recipients":[]}"#
        #expect(try entry(word: "app.closed", version: 1, payload: payload).decoded().event == .appClosed)
    }

    @Test(arguments: [("app.closed", 2), ("app.teleported", 1), ("", 1), ("app.closed", 0)])
    func `an entry that a newer program wrote is not guessed at`(word: String, version: Int) {
        let payload = #"{"event":{"app.closed":{}},"recipients":[]}"#
        #expect(throws: UnknownPayload(sequence: 9, word: word, version: version)) {
            try entry(word: word, version: version, payload: payload).decoded()
        }
    }

    @Test(arguments: ["", "{}", "[]", #"{"event":{},"recipients":[]}"#, #"{"event":{"app.closed":{}}}"#])
    func `a damaged entry is not read`(payload: String) {
        #expect(throws: DecodingError.self) {
            try entry(word: "app.closed", version: 1, payload: payload).decoded()
        }
    }
}
