package import Storage
import Synchronization

/// An engine that remembers every statement it was asked to run, for tests of what a page asks.
package final class RecordingEngine: Engine {
    private let inner: any Engine
    private let box = Mutex<[Query]>([])

    package init(_ inner: any Engine) { self.inner = inner }

    /// What was asked since the last `clear`, in order.
    package var queries: [Query] { box.withLock { $0 } }

    package func clear() { box.withLock { $0.removeAll() } }

    package var dialect: Dialect { inner.dialect }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        try await inner.read { [self] db in try body(RecordingReader(db: db, engine: self)) }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await inner.write { [self] db in try body(RecordingWriter(db: db, engine: self)) }
    }

    package func close() async throws { try await inner.close() }

    fileprivate func note(_ query: Query) { box.withLock { $0.append(query) } }
}

private struct RecordingReader: Reading {
    let db: any Reading
    let engine: RecordingEngine

    var dialect: Dialect { db.dialect }

    func rows(_ query: Query) throws -> [Row] {
        engine.note(query)
        return try db.rows(query)
    }
}

private struct RecordingWriter: Writing {
    let db: any Writing
    let engine: RecordingEngine

    var dialect: Dialect { db.dialect }

    func rows(_ query: Query) throws -> [Row] {
        engine.note(query)
        return try db.rows(query)
    }

    func execute(_ query: Query) throws -> Int {
        engine.note(query)
        return try db.execute(query)
    }
}
