import Synchronization

/// The place of an answer that is made once and read by all event loops from then on.
///
/// `@unchecked Sendable`: an answer never changes, and the place, which is written once, owns it as long as it lives.
struct KeptAnswer: ~Copyable, @unchecked Sendable {
    private let place = Atomic<Unmanaged<RuntimeAnswer>?>(nil)

    deinit { place.load(ordering: .acquiring)?.release() }

    /// The answer, if it was made.
    func load() -> RuntimeAnswer? { place.load(ordering: .acquiring)?.takeUnretainedValue() }

    /// The answer, made now if it was not before. Two that make it at once both go on with the one that was kept first.
    borrowing func load(orMake make: () -> RuntimeAnswer) -> RuntimeAnswer {
        if let kept = load() { return kept }
        let made = make()
        let owned = Unmanaged.passRetained(made)
        let (isKept, first) = place.compareExchange(expected: nil, desired: owned, ordering: .acquiringAndReleasing)
        guard !isKept, let first else { return made }
        owned.release()
        return first.takeUnretainedValue()
    }
}
