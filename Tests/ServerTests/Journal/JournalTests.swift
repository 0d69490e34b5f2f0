import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct JournalTests {
    private static let app = ID<MiniProgram>(rawValue: "2021000000000001")

    private func withPlatform(
        _ kind: EngineKind,
        projections: [any Projection] = [ActivityProjection()],
        _ body: (Platform) async throws -> Void
    ) async throws {
        try await TestDatabase.with(kind, migrations: Schema.migrations) { database in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try await body(
                Platform(
                    engine: database.engine,
                    blobs: try Blobs(folder: folder),
                    world: .system,
                    settings: Settings(publicURL: "http://127.0.0.1"),
                    logger: Logger(label: "test"),
                    projections: projections
                )
            )
        }
    }

    @Test(arguments: EngineKind.available)
    func `sequences stay dense and chained when many write at once`(kind: EngineKind) async throws {
        try await withPlatform(kind) { platform in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await platform.change(by: nil) { change in
                            try change.record(.appCreated, in: Self.app)
                            try change.record(.informationChanged(fields: ["name"]), in: Self.app)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await JournalCheck(engine: platform.engine)() == .sound(entries: 80))
            let rows = try await platform.engine.read { try JournalQueries($0).activity(of: Self.app, limit: 100) }
            #expect(rows.map(\.sequence) == Array((1...80).reversed()))
        }
    }

    @Test(arguments: EngineKind.available)
    func `a refused change leaves neither row nor entry`(kind: EngineKind) async throws {
        try await withPlatform(kind) { platform in
            await #expect(throws: Refusal.notFound) {
                try await platform.change(by: nil) { change in
                    try change.record(.appCreated, in: Self.app)
                    throw Refusal.notFound
                }
            }
            let head = try await platform.engine.read { try JournalQueries($0).head().sequence }
            #expect(head == 0)
        }
    }

    @Test(arguments: [
        "UPDATE journal SET payload = '{}' WHERE sequence = 2", "UPDATE journal SET actor = 'x' WHERE sequence = 2",
        "UPDATE journal SET at = at + 1 WHERE sequence = 2", "DELETE FROM journal WHERE sequence = 2",
    ])
    func `a change of history shows`(tampering: String) async throws {
        try await withPlatform(.sqlite) { platform in
            for _ in 0..<3 { try await platform.change(by: nil) { try $0.record(.appCreated, in: Self.app) } }
            try await platform.engine.write { _ = try $0.execute(Query(stringLiteral: tampering)) }
            #expect(try await JournalCheck(engine: platform.engine)() == .broken(at: 2))
        }
    }

    @Test func `a journal whose end was cut off shows`() async throws {
        try await withPlatform(.sqlite) { platform in
            for _ in 0..<3 { try await platform.change(by: nil) { try $0.record(.appCreated, in: Self.app) } }
            try await platform.engine.write { _ = try $0.execute("DELETE FROM journal WHERE sequence = 3") }
            #expect(try await JournalCheck(engine: platform.engine)() == .cut(entries: 2, expected: 3))
        }
    }

    @Test func `a rebuilt projection is the same as before`() async throws {
        try await withPlatform(.sqlite) { platform in
            for _ in 0..<250 { try await platform.change(by: nil) { try $0.record(.appCreated, in: Self.app) } }
            let before = try await platform.engine.read { try JournalQueries($0).activity(of: Self.app, limit: 300) }
            try await platform.projections.rebuild("activity")
            let after = try await platform.engine.read { try JournalQueries($0).activity(of: Self.app, limit: 300) }
            #expect(before.count == 250)
            #expect(before.map(\.sequence) == after.map(\.sequence))
        }
    }

    /// Fails on the second entry as long as it is told to.
    private struct Stumbling: Projection {
        let name = "stumbling"
        func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
            if entry.sequence == 2 { throw Refusal.notFound }
        }
        func clear(in db: any Writing) throws {}
    }

    @Test func `a failing projection holds up neither the others nor the one who wrote`() async throws {
        try await withPlatform(.sqlite, projections: [Stumbling(), ActivityProjection()]) { platform in
            for _ in 0..<3 { try await platform.change(by: nil) { try $0.record(.appCreated, in: Self.app) } }
            let rows = try await platform.engine.read { try JournalQueries($0).activity(of: Self.app, limit: 10) }
            #expect(rows.count == 3)
            #expect(try await platform.engine.read { try JournalQueries($0).position(of: "stumbling") } == 1)
        }
    }
}
