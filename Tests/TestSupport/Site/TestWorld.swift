package import Domain
import Synchronization

/// A world that stands still: its clock moves when a test moves it, its ids and bytes are the same in every run.
package final class TestWorld: Sendable {
    private struct State {
        var now: Instant
        var ids: UInt64 = 0
        var generator: SeededGenerator
    }

    private let state: Mutex<State>

    /// Begins on 20 January 2026, 10:00 in Shanghai.
    package init(seed: UInt64 = 1) {
        let start = Instant(milliseconds: 1_768_874_400_000)
        state = Mutex(State(now: start, generator: SeededGenerator(seed: seed)))
    }

    package var now: Instant { state.withLock { $0.now } }

    package func advance(seconds: Int64) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }

    package var world: World {
        World(
            now: { [self] in now },
            id: { [self] in
                state.withLock { state in
                    state.ids += 1
                    // Counted in the random part, so that ids of one millisecond keep their order.
                    let count = (0..<10).map { UInt8(truncatingIfNeeded: state.ids >> UInt64(8 * (9 - $0))) }
                    return TimeOrderedID.text(at: state.now, random: count)
                }
            },
            bytes: { [self] count in
                state.withLock { state in
                    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &state.generator) }
                }
            }
        )
    }
}
