import Domain
import Storage

/// Marks messages as read, files them away and brings them back. Nobody else is concerned, so that the journal says nothing.
struct MarkMessages: Sendable {
    let platform: Platform

    /// Notices marked in one transaction, so that nobody waits long for another.
    static let batch = 2000

    /// Marks one of the caller's own; 404 for any other.
    func callAsFunction(_ sequence: Int64, by caller: Caller) async throws {
        try await change(sequence, by: caller) { try $0.markRead(sequence, of: $1, at: $2) }
    }

    func archive(_ sequence: Int64, by caller: Caller) async throws {
        try await change(sequence, by: caller) { try $0.archive(sequence, of: $1, at: $2) }
    }

    func bringBack(_ sequence: Int64, by caller: Caller) async throws {
        try await change(sequence, by: caller) { writes, person, _ in try writes.bringBack(sequence, of: person) }
    }

    /// Marks what the caller has been shown, in one category or in all, and gives how many that were.
    ///
    /// - Parameter through: the newest sequence of the page that they looked at.
    func all(in category: MessageCategory?, through: Int64, by caller: Caller) async throws -> Int {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        let (now, wanted) = (platform.world.now(), category.map { [$0] } ?? MessageCategory.allCases)
        // Without a journal entry no projection has to be woken.
        var total = try await platform.engine.write { db in
            // What is not written yet was shown to nobody.
            let line = min(through, try MessageQueries(db).position())
            return try wanted.filter { $0 != .product }
                .reduce(0) { try $0 + MessageWrites(db: db).readAll(of: person, in: $1, through: line) }
        }
        var marked = wanted.contains(.product) ? Self.batch : 0
        while marked == Self.batch {
            marked = try await platform.engine.write {
                try MessageWrites(db: $0).readNotices(of: person, through: through, limit: Self.batch, at: now)
            }
            total += marked
        }
        platform.live.wake([person])
        return total
    }

    private func change(
        _ sequence: Int64,
        by caller: Caller,
        _ write: @escaping @Sendable (MessageWrites, ID<Person>, Instant) throws -> Void
    ) async throws {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try await platform.change(by: person) { change in
            guard try MessageQueries(change.db).exists(sequence, of: person) else { throw Refusal.notFound }
            try write(MessageWrites(db: change.db), person, change.now)
        }
    }
}

extension Platform {
    /// One of the caller's own messages; any other does not exist.
    func message(_ sequence: Int64, of caller: Caller) async throws -> MessageRow {
        guard let person = caller.person else { throw Refusal.signInRequired }
        guard let row = try await engine.read({ try MessageQueries($0).message(sequence, of: person) }) else {
            throw Refusal.notFound
        }
        return row
    }
}
