import Domain
import Synchronization

/// Batches that were taken and are not written yet: what a crash may lose. Bounded: beyond that no more is taken until the
/// database has kept up.
final class EventBuffer: Sendable {
    enum Outcome: Sendable { case taken, repeated, full }

    /// A batch, and about what it takes up in memory.
    struct Weighed: Sendable {
        let batch: EventBatch
        let bytes: Int

        /// - Parameter size: the bytes that it came in; a line of a few of them is an event of a few hundred.
        init(_ batch: EventBatch, size: Int) {
            self.batch = batch
            bytes = size + 256 * batch.events.count
        }
    }

    private struct State {
        var waiting: [Weighed] = []
        /// Of those that wait and those that are being written.
        var bytes = 0
        /// Batches that came lately, by their keys: they are answered as repeated. That a batch counts once does not hang on it.
        var known = RecentKeys<String, Bool>(most: 50_000)
    }

    private let state = Mutex(State())
    private let most: Int

    /// - Parameter most: bytes that may wait.
    init(most: Int = 64 << 20) { self.most = most }

    /// Bytes that wait.
    var waiting: Int { state.withLock { $0.bytes } }

    /// Whether another batch would find room; asked before one is read.
    var hasRoom: Bool { state.withLock { $0.bytes < most } }

    func add(_ new: Weighed) -> Outcome {
        state.withLock { state in
            if let key = new.batch.key {
                if state.known[key] != nil { return .repeated }
                guard state.bytes < most else { return .full }
                state.known[key] = true
            } else {
                guard state.bytes < most else { return .full }
            }
            state.waiting.append(new)
            state.bytes += new.bytes
            return .taken
        }
    }

    /// The oldest batches, with about `most` events; they count as waiting until they are `written` or `putBack`.
    func take(most: Int) -> [Weighed] {
        state.withLock { state in
            var (count, events) = (0, 0)
            while count < state.waiting.count, events < most {
                events += state.waiting[count].batch.events.count
                count += 1
            }
            let taken = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            return taken
        }
    }

    func written(_ batches: [Weighed]) {
        state.withLock { $0.bytes -= batches.reduce(0) { $0 + $1.bytes } }
    }

    func putBack(_ batches: [Weighed]) {
        state.withLock { $0.waiting.insert(contentsOf: batches, at: 0) }
    }
}
