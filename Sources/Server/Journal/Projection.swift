package import Domain
package import Logging
import ServiceLifecycle
package import Storage

/// Does what follows from journal entries, after their commit and in order.
///
/// It sees every entry at least once and writes with a unique key of its own, so that seeing one twice changes nothing. It
/// reads the entry and its own tables only, and never decides a rule.
package protocol Projection: Sendable {
    /// The stored name; never changed.
    var name: String { get }
    /// Does what follows from one entry.
    func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws
    /// Empties its tables before they are made anew from the first entry.
    func clear(in db: any Writing) throws
}

/// Keeps every projection up with the journal.
package actor Projections: Service {
    private let engine: any Engine
    private let projections: [any Projection]
    private let logger: Logger

    /// Entries applied in one transaction.
    private static let batch = 200

    package init(engine: any Engine, projections: [any Projection], logger: Logger) {
        (self.engine, self.projections, self.logger) = (engine, projections, logger)
    }

    /// Brings every projection to the journal's end. A failing one stays where it is, is logged and tried again later; it
    /// holds up neither the others nor the request that wrote the entry.
    package func catchUp() async {
        for projection in projections {
            do {
                while try await step(projection) {}
            } catch is CancellationError {
                // The server ends, or who asked went away: the next look goes on from here.
                return
            } catch {
                logger.error(
                    "projection fell behind",
                    metadata: ["projection": "\(projection.name)", "cause": "\(error)"]
                )
            }
        }
    }

    /// One batch; true when there may be more. The position moves in the same transaction as what the projection wrote, so a
    /// crash between the two cannot happen.
    private func step(_ projection: any Projection) async throws -> Bool {
        try await engine.write { db in
            let position = try JournalWrites(db: db).lockPosition(of: projection.name)
            let entries = try JournalQueries(db).entries(after: position, limit: Self.batch)
            for entry in entries {
                try projection.apply(entry, try entry.decoded(), in: db)
            }
            if let last = entries.last { try JournalWrites(db: db).move(projection.name, to: last.sequence) }
            return entries.count == Self.batch
        }
    }

    /// Makes a projection's tables anew from the whole journal, and gives how far that reaches. Other processes may run it on
    /// meanwhile: each batch holds its position.
    @discardableResult
    package func rebuild(_ name: String) async throws -> Int {
        guard let projection = projections.first(where: { $0.name == name }) else { return 0 }
        try await engine.write { db in
            _ = try JournalWrites(db: db).lockPosition(of: name)
            try projection.clear(in: db)
            try JournalWrites(db: db).move(name, to: 0)
        }
        while try await step(projection) {}
        return try await engine.read { Int(try JournalQueries($0).position(of: name)) }
    }

    /// Reads on once a second, since commands and other nodes write to the same journal.
    package func run() async throws {
        await catchUp()
        await cancelWhenGracefulShutdown { [self] in
            while (try? await Task.sleep(for: .seconds(1))) != nil { await catchUpWhenBehind() }
        }
    }

    private func catchUpWhenBehind() async {
        let names = projections.map(\.name)
        let isBehind = try? await engine.read { db in
            let queries = JournalQueries(db)
            let head = try queries.head().sequence
            return try names.contains { try queries.position(of: $0) < head }
        }
        if isBehind ?? true { await catchUp() }
    }
}
