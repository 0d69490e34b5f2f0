import Domain
import Synchronization

/// One open page: events wait here until its line takes them.
///
/// What it can hold is bounded. A line that takes nothing for so long is hung up; the page comes back and is told what it
/// missed.
struct LiveConnection: Sendable {
    let id: UInt64
    let person: ID<Person>
    let session: ID<Session>
    let language: Language
    let events: AsyncStream<LiveEvent>
    private let inlet: AsyncStream<LiveEvent>.Continuation
    private let hangUp: @Sendable () -> Void

    /// Events that may wait for a slow line: all of a replay, and as many more.
    static let mostWaiting = 2 * LiveQueries.mostReplayed

    private static let count = Atomic<UInt64>(0)

    /// - Parameter hangUp: closes the line itself, where it takes nothing any more.
    init(person: ID<Person>, session: ID<Session>, language: Language, hangUp: @escaping @Sendable () -> Void) {
        id = Self.count.add(1, ordering: .relaxed).newValue
        (self.person, self.session, self.language, self.hangUp) = (person, session, language, hangUp)
        (events, inlet) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    }

    /// Puts an event on its way; false when nobody is there to take it.
    func tell(_ event: LiveEvent) -> Bool {
        switch inlet.yield(event) {
        case .enqueued: return true
        case .terminated: return false
        case .dropped:
            hangUp()
            inlet.finish()
            return false
        @unknown default: return false
        }
    }

    /// Ends after what is waiting; with a last word where the page is not to come back by itself.
    func end(_ reason: LiveEnd? = nil) {
        if let reason { _ = tell(.end(reason)) }
        inlet.finish()
    }
}
