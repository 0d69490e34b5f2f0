import Synchronization

/// How many connections have requests at the router, which works on one of each at a time. Beyond the limit more are refused
/// at once instead of queueing for ever; the runtime's own question is always answered, and so is whether the server lives.
final class RuntimeLoad: Sendable {
    private let count = Atomic(0)
    private let most: Int

    /// - Parameter most: connections at once.
    init(most: Int) { self.most = most }

    static let standard = 1024

    /// Whether one more may go to the router. Each yes is followed by one `leave`.
    func enter(isVital: Bool) -> Bool {
        let now = count.add(1, ordering: .relaxed).newValue
        if now <= most || isVital { return true }
        count.subtract(1, ordering: .relaxed)
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
