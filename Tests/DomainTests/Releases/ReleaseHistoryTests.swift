import Domain
import TestSupport
import Testing

/// 10,000 random histories of up to 50 acts each; every history has its own seed, printed when it fails.
@Suite struct ReleaseHistoryTests {
    private static let batches = 0..<8
    private static let historiesInBatch = 1_250

    @Test(arguments: batches)
    func `whatever is done, the rules hold and the journal replays to the same line`(batch: Int) {
        var done: [String: Int] = [:]
        for index in 0..<Self.historiesInBatch {
            let seed = UInt64(batch * Self.historiesInBatch + index)
            var history = History(seed: seed)
            history.run(acts: nil)
            if index % 10 == 0 { history.checkStoredJournal() }
            if let violation = history.violation {
                let acts = history.shrunk().map(\.description).joined(separator: "\n  ")
                Issue.record("seed \(seed): \(violation)\n  \(acts)")
                return
            }
            done.merge(history.done, uniquingKeysWith: +)
        }
        // The histories get everywhere: no deed is left out.
        for kind in Self.kinds where done[kind, default: 0] < 20 {
            Issue.record("\(kind) was done \(done[kind, default: 0]) times only")
        }
    }

    private static let kinds = [
        "upload", "set experience", "cancel experience", "mark forward only", "require a second person", "submit",
        "submit as a replacement", "withdraw", "approve", "approve_base", "reject", "return", "start gray",
        "enlarge gray",
        "end gray", "replace gray", "release", "release by the open platform", "take offline", "roll back",
        "force offline",
        "delete",
    ]
}

/// One history, played on the model and watched.
private struct History {
    let seed: UInt64
    private(set) var model = LineModel()
    private(set) var acts: [Act] = []
    private(set) var violation: String?
    private(set) var done: [String: Int] = [:]

    init(seed: UInt64) { self.seed = seed }

    private static let people = [ID<Person>(rawValue: "lin"), ID<Person>(rawValue: "tang")]

    /// Plays the acts, or random ones where there are none, up to the first thing that does not hold.
    mutating func run(acts given: [Act]?) {
        var random = RandomHistory(seed: seed)
        var invariants = LineInvariants()
        let count = given?.count ?? random.length(most: 50)
        for index in 0..<count {
            let act = given?[index] ?? random.next(model)
            acts.append(act)
            let before = model.line
            let fresh = LineModel.Fresh(
                version: ID(rawValue: "v\(index)"),
                gray: ID(rawValue: "g\(index)"),
                salt: Self.salt(index)
            )
            let refusal = model.perform(act, by: Self.people[act.person], fresh)
            if refusal == nil { done[act.deed.kind, default: 0] += 1 }
            violation = invariants.violation(of: act.deed, refused: refusal != nil, before: before, after: model.line)
            if violation != nil { return }
        }
        replay(model.journal.map { ($0.event, $0.person) }, "the journal")
    }

    /// The same with every event written to text and read again.
    mutating func checkStoredJournal() {
        guard violation == nil else { return }
        do {
            let read = try model.journal.map { event, person in
                let stored = try JournalPayload(event: event, recipients: [person]).stored()
                return (try JournalPayload(stored: stored).event, person)
            }
            replay(read, "the stored journal")
        } catch {
            violation = "the journal cannot be read: \(error)"
        }
    }

    private mutating func replay(_ journal: [(JournalEvent, ID<Person>)], _ name: String) {
        var line = ReleaseLine()
        for (event, person) in journal { line.apply(event, by: person) }
        if line != model.line { violation = "\(name) replays to another line" }
    }

    /// The fewest acts, found by leaving out one after the other, that still go wrong.
    func shrunk() -> [Act] {
        var acts = acts
        var index = acts.count - 1
        while index >= 0 {
            var fewer = acts
            fewer.remove(at: index)
            var history = History(seed: seed)
            history.run(acts: fewer)
            if history.violation == nil { history.checkStoredJournal() }
            if history.violation != nil { acts = Array(fewer.prefix(history.acts.count)) }
            index = min(index, acts.count) - 1
        }
        return acts
    }

    private static func salt(_ index: Int) -> CohortSalt {
        // 16 bytes are always a salt.
        CohortSalt(bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: CohortSalt.byteCount))!
    }
}
