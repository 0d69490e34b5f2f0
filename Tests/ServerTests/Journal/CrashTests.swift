import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Server

/// A process killed between commit and projection loses nothing and doubles nothing.
@Suite struct CrashTests {
    @Test(arguments: EngineKind.available)
    func `entries survive a kill at any point and are projected exactly once`(kind: EngineKind) async throws {
        try await TestDatabase.with(kind, onDisk: true, migrations: Schema.migrations) { database in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let points = ["after-commit", "in-projection", "in-projection", "after-commit"]
            for point in points {
                #expect(try crash(database.address, folder, at: point) == SIGKILL)
            }
            let platform = Platform(
                engine: database.engine,
                blobs: try Blobs(folder: folder),
                world: .system,
                settings: Settings(publicURL: "http://127.0.0.1"),
                logger: Logger(label: "test")
            )
            // Twice: reading on again doubles nothing either.
            await platform.projections.catchUp()
            await platform.projections.catchUp()
            let rows = try await database.engine.read {
                try JournalQueries($0).activity(of: ID(rawValue: "2021000000000001"), limit: 100)
            }
            #expect(rows.map(\.sequence) == [4, 3, 2, 1])
            #expect(try await JournalCheck(engine: database.engine)() == .sound(entries: 4))
        }
    }

    @Test(arguments: EngineKind.available)
    func `a release whose writer was killed before its projections is in the history once`(kind: EngineKind)
        async throws
    {
        try await TestDatabase.with(kind, onDisk: true, migrations: Schema.migrations) { database in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            #expect(try crash(database.address, folder, at: "after-commit", "gray") == SIGKILL)
            #expect(try crash(database.address, folder, at: "in-projection", "release") == SIGKILL)
            let platform = Platform(
                engine: database.engine,
                blobs: try Blobs(folder: folder),
                world: .system,
                settings: Settings(publicURL: "http://127.0.0.1"),
                logger: Logger(label: "test")
            )
            await platform.projections.catchUp()
            await platform.projections.catchUp()
            let periods = try await database.engine.rows(
                "SELECT stage, CASE WHEN ends_at IS NULL THEN 'open' ELSE 'over' END AS ends FROM release_period ORDER BY sequence"
            ).map { "\(try $0.text("stage")) \(try $0.text("ends"))" }
            #expect(periods == ["gray over", "release open"])
            let words = try await database.engine.rows("SELECT payload FROM version_event ORDER BY sequence")
                .map { try JournalPayload(stored: $0.text("payload")).event.word }
            #expect(words == ["gray.started", "version.released"])
            #expect(try await JournalCheck(engine: database.engine)() == .sound(entries: 2))
        }
    }

    @Test(arguments: EngineKind.available)
    func `each message is in the inbox exactly once, wherever its writer was killed`(kind: EngineKind) async throws {
        try await TestDatabase.with(kind, onDisk: true, migrations: Schema.migrations) { database in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            for event in ["message", "group", "group", "message", "group"] {
                for point in ["after-commit", "in-projection"] {
                    #expect(try crash(database.address, folder, at: point, event) == SIGKILL)
                }
            }
            let platform = Platform(
                engine: database.engine,
                blobs: try Blobs(folder: folder),
                world: .system,
                settings: Settings(publicURL: "http://127.0.0.1"),
                logger: Logger(label: "test")
            )
            await platform.projections.catchUp()
            await platform.projections.catchUp()
            let person = ID<Person>(rawValue: "p1")
            let rows = try await database.engine.read { try MessageQueries($0).page(of: person, .all, limit: 100) }
            #expect(rows.filter { $0.kind == .memberRemoved }.map(\.sequence).sorted() == [1, 2, 7, 8])
            #expect(rows.filter { $0.kind == .invitationAccepted }.map(\.count) == [6])
            #expect(try await database.engine.read { try MessageQueries($0).unread(of: person) } == [.system: 5])
            let picture = try await MessageStage.picture(database.engine)
            try await platform.projections.rebuild("messages")
            #expect(try await MessageStage.picture(database.engine) == picture)
        }
    }

    /// Runs the helper program; gives the signal that ended it.
    private func crash(_ address: String, _ folder: String, at point: String, _ event: String? = nil) throws -> Int32 {
        let process = Process()
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = products.appendingPathComponent("journal-crash")
        process.arguments = [address, folder, point] + [event].compactMap(\.self)
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
    }
}
