import Domain

/// An immutable picture of all mini programs' releases. A change makes a new picture that shares all but one shard with the
/// one before.
///
/// Among a million mini programs each step to a further place in memory costs more than all that is computed for an answer.
/// So the way to an entry is short: its shard's slots, and the entry.
///
/// `@unchecked Sendable`: the pointers in `slots` lead into `shards`, which the same value keeps alive, and which nobody writes.
struct RuntimeTable: @unchecked Sendable {
    /// Own the slots below, which are read without touching them.
    private var shards: [RuntimeShard]
    private var slots: [UnsafeBufferPointer<RuntimeShard.Slot>]
    private let mask: Int
    private(set) var count: Int

    /// Entries that a shard has in the middle: a change copies few, and the list of shards stays short.
    private static let load = 64
    private static let mostLoad = 4 * load

    /// A table of these entries.
    init(_ entries: [RuntimeEntry]) {
        var size = 16
        while size * Self.load < entries.count { size *= 2 }
        mask = size - 1
        var parts = [[RuntimeEntry]](repeating: [], count: size)
        for entry in entries { parts[Self.shard(Self.spread(entry.key)) & mask].append(entry) }
        shards = parts.map(RuntimeShard.init)
        slots = shards.map(\.slots)
        count = entries.count
    }

    /// The entry of a mini program, by the digits of its id.
    func entry(_ key: UInt64) -> RuntimeEntry? {
        let spread = Self.spread(key)
        return RuntimeShard.entry(key, spread: spread, in: slots[Self.shard(spread) & mask])
    }

    func entry(of app: ID<MiniProgram>) -> RuntimeEntry? { Self.key(app.rawValue.utf8).flatMap(entry) }

    /// Puts an entry in the place of the one before, or takes the mini program out.
    mutating func replace(_ app: ID<MiniProgram>, by entry: RuntimeEntry?) {
        guard let key = Self.key(app.rawValue.utf8) else { return }
        let place = Self.shard(Self.spread(key)) & mask
        let others = shards[place].entries.filter { $0.key != key }
        let shard = RuntimeShard(others + [entry].compactMap(\.self))
        count += shard.count - shards[place].count
        (shards[place], slots[place]) = (shard, shard.slots)
        // Grown since it was made.
        if shard.count > Self.mostLoad { self = RuntimeTable(shards.flatMap(\.entries)) }
    }

    /// Every entry made anew from its state, without the answers that were made: their signatures no longer count.
    func withoutAnswers() -> RuntimeTable {
        RuntimeTable(shards.flatMap { $0.entries.map(RuntimeEntry.init(withoutAnswers:)) })
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

    /// Spreads consecutive ids over all bits, the upper ones most.
    static func spread(_ key: UInt64) -> UInt64 {
        let product = key.multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return product.high ^ product.low
    }

    private static func shard(_ spread: UInt64) -> Int { Int(truncatingIfNeeded: spread >> 40) }
}
