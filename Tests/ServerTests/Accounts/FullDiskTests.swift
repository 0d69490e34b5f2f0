import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// An engine whose disk can fill up: from then on it reads, and every write is refused.
private final class FillingEngine: Engine {
    private let inner: any Engine
    private let full = Mutex(false)

    init(_ inner: any Engine) { self.inner = inner }

    func fill() { full.withLock { $0 = true } }

    var dialect: Dialect { inner.dialect }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Result) async throws -> Result {
        try await inner.read(body)
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any Writing) throws -> Result) async throws -> Result {
        if full.withLock({ $0 }) { throw StorageError.diskFull }
        return try await inner.write(body)
    }

    func close() async throws { try await inner.close() }
}

/// On a full disk nothing is changed, and everything can be read.
@Suite struct FullDiskTests {
    @Test func `reading goes on, and a change says why it is refused`() async throws {
        let box = Mutex<FillingEngine?>(nil)
        let wrap: (any Engine) -> any Engine = { engine in
            let filling = FillingEngine(engine)
            box.withLock { $0 = filling }
            return filling
        }
        try await Site.run(expectsErrors: true, engine: wrap) { site in
            let (lin, program) = (try await site.as("lin"), try await site.token("lin"))
            try #require(box.withLock { $0 }).fill()
            // Long enough for the use to be due to be written down.
            site.world.advance(seconds: SessionMiddleware.touchSeconds)
            try await lin.get("/me").expect(200)
            try await program.get("/api/v1/me").expect(200)
            #expect(site.log.errors.isEmpty)
            let refused = try await lin.upload("/me/profile", ["name": "林之远"], files: []).expect(507)
            try refused.expect(text: "磁盘满了").expect(text: "class=\"tabs\"")
            try await program.postJSON("/api/v1/apps", #"{"name":"山丘咖啡"}"#).expect(refusal: "DISK_FULL", 507)
            #expect(site.log.errors.map(\.message) == ["the disk is full", "the disk is full"])
        }
    }
}
