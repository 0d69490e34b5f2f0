/// A dictionary that forgets: at least the last `most` keys are in it, at most twice as many, and forgetting takes no time.
struct RecentKeys<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let most: Int

    init(most: Int) { self.most = most }

    subscript(key: Key) -> Value? {
        get { young[key] ?? old[key] }
        set {
            if young.count >= most, young[key] == nil { (old, young) = (young, [:]) }
            young[key] = newValue
        }
    }
}
