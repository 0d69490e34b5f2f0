/// A few mini programs of the table, found by open addressing in one run of memory. Never changed once it is made.
///
/// `@unchecked Sendable`: the memory is written in `init` and freed in `deinit`, and read in between.
final class RuntimeShard: @unchecked Sendable {
    struct Slot {
        let key: UInt64
        /// Nil where nothing is.
        let entry: RuntimeEntry?
    }

    /// A power of two, at least twice as many as there are entries: every search ends at an empty one.
    let slots: UnsafeBufferPointer<Slot>
    let count: Int

    /// No key twice.
    init(_ entries: [RuntimeEntry]) {
        var size = 2
        while size < 2 * entries.count { size *= 2 }
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: size)
        slots.initialize(repeating: Slot(key: 0, entry: nil))
        for entry in entries {
            var place = Self.place(of: RuntimeTable.spread(entry.key), in: size)
            while slots[place].entry != nil { place = (place + 1) & (size - 1) }
            slots[place] = Slot(key: entry.key, entry: entry)
        }
        (self.slots, count) = (UnsafeBufferPointer(slots), entries.count)
    }

    deinit { UnsafeMutableBufferPointer(mutating: slots).deinitialize().deallocate() }

    var entries: [RuntimeEntry] { slots.compactMap(\.entry) }

    /// The entry with a key, whose bits were spread.
    static func entry(_ key: UInt64, spread: UInt64, in slots: UnsafeBufferPointer<Slot>) -> RuntimeEntry? {
        var place = place(of: spread, in: slots.count)
        while slots[place].key != key, slots[place].entry != nil { place = (place + 1) & (slots.count - 1) }
        return slots[place].entry
    }

    /// By other bits than those that the table chooses the shard by.
    private static func place(of spread: UInt64, in size: Int) -> Int {
        Int(truncatingIfNeeded: spread >> 16) & (size - 1)
    }
}
