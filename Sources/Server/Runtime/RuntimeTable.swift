import Domain

/// An immutable picture of all mini programs' releases. A change makes a new picture that shares all but one shard with the
/// one before.
struct RuntimeTable: Sendable {
    /// A part of the table, small enough to be copied for one change.
    private final class Shard: Sendable {
        let entries: [UInt64: RuntimeEntry]

        init(_ entries: [UInt64: RuntimeEntry]) { self.entries = entries }
    }

    private var shards: [Shard]
    private let mask: Int

    /// A table of these entries.
    init(_ entries: [RuntimeEntry]) {
        // About 64 entries a shard: a change copies few, and the list of shards stays short.
        var count = 16
        while count * 64 < entries.count { count *= 2 }
        mask = count - 1
        var parts = [[UInt64: RuntimeEntry]](repeating: [:], count: count)
        for entry in entries { parts[Self.shard(entry.key) & mask][entry.key] = entry }
        shards = parts.map(Shard.init)
    }

    /// The entry of a mini program, by the digits of its id.
    func entry(_ key: UInt64) -> RuntimeEntry? { shards[Self.shard(key) & mask].entries[key] }

    func entry(of app: ID<MiniProgram>) -> RuntimeEntry? { Self.key(app.rawValue.utf8).flatMap(entry) }

    var count: Int { shards.reduce(0) { $0 + $1.entries.count } }

    /// Puts an entry in the place of the one before, or takes the mini program out.
    mutating func replace(_ app: ID<MiniProgram>, by entry: RuntimeEntry?) {
        guard let key = Self.key(app.rawValue.utf8) else { return }
        let place = Self.shard(key) & mask
        var entries = shards[place].entries
        entries[key] = entry
        shards[place] = Shard(entries)
    }

    /// Every entry made anew from its state, without the answers that were made: their signatures no longer count.
    func withoutAnswers() -> RuntimeTable {
        RuntimeTable(shards.flatMap { $0.entries.values.map(RuntimeEntry.init(withoutAnswers:)) })
    }

    /// 16 digits as a number; nil for anything else.
    static func key(_ text: some Sequence<UInt8>) -> UInt64? {
        var (number, count): (UInt64, Int) = (0, 0)
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), count < 16 else { return nil }
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
            count += 1
        }
        return count == 16 ? number : nil
    }

    /// Spreads consecutive ids over the shards.
    private static func shard(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 40) }
}
