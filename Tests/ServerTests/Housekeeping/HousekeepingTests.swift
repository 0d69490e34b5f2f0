import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct HousekeepingTests {
    @Test(arguments: EngineKind.available)
    func `expired sessions and unused files go, what is used stays`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            let picture = UploadedFile(field: "picture", name: "me.png", bytes: try QRCode("a picture").png(scale: 8))
            try await lin.upload("/me/profile", ["name": "林知远"], files: [picture]).expect(303)
            let blobs = site.platform.blobs
            let unused = try blobs.store([1, 2, 3])
            let now = site.world.now
            let used = try await site.platform.engine.read { try BlobReferences($0).all(at: now) }
            #expect(used.count == 1)
            site.world.advance(seconds: 31 * 86_400)
            // The files are of today; the site's clock stands in the past or the future of it.
            await Housekeeping(platform: site.platform).once()
            let limit = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + 3_600_000)
            _ = try blobs.sweep(keeping: used, olderThan: limit)
            #expect(try !blobs.contains(unused))
            for name in used { #expect(try blobs.contains(name)) }
            let sessions = try await site.platform.engine.read { try $0.rows("SELECT id FROM session") }
            #expect(sessions.isEmpty)
        }
    }

    /// A column that holds the name of a file is one that the sweep must know.
    @Test func `every column that names a file is known to the sweep`() async throws {
        let known = Set(BlobReferences.columns.map { "\($0.table).\($0.column)" })
        let names: Set<String> = ["picture", "logo", "package", "source_maps", "hash", "blob", "sha256"]
        // Hashes of secrets and of the journal's chain are no files.
        let others: Set<String> = [
            "api_token.hash", "journal.hash", "journal_head.hash", "device.hash", "recovery_code.hash",
            "reset_link.hash",
        ]
        try await TestDatabase.with(.sqlite, migrations: Schema.migrations) { database in
            let tables = try await database.engine.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            for table in try tables.map({ try $0.text("name") }) {
                let columns = try await database.engine.rows(
                    Query(stringLiteral: "SELECT name FROM pragma_table_info('\(table)')")
                )
                for column in try columns.map({ try $0.text("name") }) where names.contains(column) {
                    let place = "\(table).\(column)"
                    #expect(known.contains(place) || others.contains(place), "\(place) is unknown to the sweep")
                }
            }
        }
    }

    @Test func `a chore that fails is logged and holds up no other`() async throws {
        try await Site.run(expectsErrors: true) { site in
            struct Broken: Error {}
            let done = TestLog()
            let chores = [
                Chore(name: "broken") { throw Broken() },
                Chore(name: "whole") {
                    done.logger.info("done")
                    return 0
                },
            ]
            await Housekeeping(chores: chores, logger: site.platform.logger).once()
            #expect(done.lines.count == 1)
            #expect(site.log.errors.first?.metadata["chore"] == "broken")
        }
    }
}
