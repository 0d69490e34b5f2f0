import Domain
import Synchronization

/// A world in which the demonstration's past happens: its clock is set by hand, its chance is always the same.
final class DemoWorld: Sendable {
    private struct State {
        var now: Instant
        var random: UInt64 = 0x5eed_c0ff_ee15_900d
    }

    private let state: Mutex<State>

    init(from start: Instant) { state = Mutex(State(now: start)) }

    /// Moves the clock, forwards or back.
    func move(to instant: Instant) { state.withLock { $0.now = instant } }

    var world: World {
        World(
            now: { self.state.withLock { $0.now } },
            id: { self.state.withLock { TimeOrderedID.text(at: $0.now, random: Self.bytes(10, &$0.random)) } },
            bytes: { count in self.state.withLock { Self.bytes(count, &$0.random) } }
        )
    }

    /// SplitMix64: the same bytes on every machine. Nothing secret is made of them.
    private static func bytes(_ count: Int, _ random: inout UInt64) -> [UInt8] {
        (0..<count).map { _ in
            random &+= 0x9e37_79b9_7f4a_7c15
            var mixed = random
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return UInt8(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 24)
        }
    }
}
