package import Domain
import Storage

/// Gives a notice its time: now, or later. It is delivered in the background when the time comes.
package struct PublishNotice: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter wish: when; nil is now.
    package func callAsFunction(_ id: ID<Notice>, at wish: Instant? = nil, by caller: Caller) async throws {
        try await write(id, caller) { writes, person, now in
            let due = try NoticeSchedule.due(wish, now: now)
            return try writes.schedule(id, at: due, by: person)
        }
    }

    /// Makes a draft of it again.
    package func cancel(_ id: ID<Notice>, by caller: Caller) async throws {
        try await write(id, caller) { writes, _, _ in try writes.unschedule(id) }
    }

    /// Removes a draft.
    package func remove(_ id: ID<Notice>, by caller: Caller) async throws {
        try await write(id, caller) { writes, _, _ in try writes.remove(id) }
    }

    private func write(
        _ id: ID<Notice>,
        _ caller: Caller,
        _ body: @escaping @Sendable (NoticeWrites, ID<Person>, Instant) throws -> Bool
    ) async throws {
        try caller.require(.noticeWrite)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try await platform.change(by: person) { change in
            guard try body(NoticeWrites(db: change.db), person, change.now) else {
                throw try NoticeQueries(change.db).notice(id).map { Refusal.noticeState($0.state) } ?? Refusal.notFound
            }
        }
    }
}
