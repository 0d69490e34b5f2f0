import Dispatch
import Storage
import Synchronization

/// Lets the body of a transaction and the test wait for each other, so that no test has to sleep.
///
/// `@unchecked`: a dispatch semaphore may be used from all threads; the library on Linux does not say so.
package final class Signal: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    package init() {}

    package func give() { semaphore.signal() }

    /// Blocks: for the bodies of transactions, which run on threads of their own.
    package func wait() { semaphore.wait() }

    /// For tasks.
    package func arrived() async throws { try await offCooperativePool { self.wait() } }
}

/// What happened, in order, as told by several tasks.
package final class Recorder<Event: Sendable>: Sendable {
    private let recorded = Mutex<[Event]>([])

    package init() {}

    /// Gives how many there are now.
    @discardableResult
    package func record(_ event: Event) -> Int {
        recorded.withLock { events in
            events.append(event)
            return events.count
        }
    }

    package var events: [Event] { recorded.withLock { $0 } }
}
