import Domain
import Testing

@Suite struct JournalEntryTests {
    private static func entry(
        sequence: Int64 = 1,
        at: Int64 = 1_795_426_200_000,
        actor: String? = nil,
        app: String? = nil,
        word: String = "person.added",
        version: Int = 1,
        payload: String = #"{"event":{"person.added":{"duties":["reviewer"],"person":"p1"}},"recipients":[]}"#
    ) -> JournalEntry {
        JournalEntry(
            sequence: sequence,
            at: Instant(milliseconds: at),
            actor: actor.map(ID.init(rawValue:)),
            app: app.map(ID.init(rawValue:)),
            word: word,
            payloadVersion: version,
            payload: payload,
            hash: ""
        )
    }

    /// Computed with Python's hashlib: SHA-256 over each part as `LENGTH:BYTES`, in the order previous hash, sequence,
    /// milliseconds, actor, app, word, payload version, payload.
    @Test func `the chain's hashes are those of an independent computation`() {
        let first = Self.entry().expectedHash(after: JournalEntry.genesis)
        #expect(first == "98316af53389fdbae2c1d7e17c61271d572b906e255872cda5b92d062059da16")
        let second = Self.entry(
            sequence: 2,
            at: 1_795_426_200_001,
            actor: "p1",
            app: "2021000000000001",
            word: "app.created",
            payload: #"{"event":{"app.created":{}},"recipients":["p1"]}"#
        )
        #expect(
            second.expectedHash(after: first) == "b38eeecfeb037f1a3438b267a0554465b92948b7863a80ead454754a589426bf"
        )
    }

    @Test func `every part of an entry changes its hash`() {
        let entries = [
            Self.entry(), Self.entry(sequence: 2), Self.entry(at: 1_795_426_200_001), Self.entry(actor: "p1"),
            Self.entry(app: "p1"), Self.entry(word: "person.adde"), Self.entry(version: 2), Self.entry(payload: "{}"),
            // Parts that run into each other are still told apart.
            Self.entry(actor: "ab", app: "c"), Self.entry(actor: "a", app: "bc"), Self.entry(sequence: 11, at: 1),
            Self.entry(sequence: 1, at: 11),
        ]
        var hashes = entries.map { $0.expectedHash(after: JournalEntry.genesis) }
        hashes.append(Self.entry().expectedHash(after: hashes[0]))
        #expect(Set(hashes).count == entries.count + 1)
    }

    @Test func `bytes become lower-case hexadecimal`() {
        #expect(Hex.text([0x00, 0x0f, 0xa0, 0xff]) == "000fa0ff")
        #expect(Hex.text([UInt8]()).isEmpty)
    }
}
