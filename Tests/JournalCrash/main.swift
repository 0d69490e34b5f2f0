import Domain
import Foundation
import Glibc
import Logging
import Server
import Storage

// journal-crash DATABASE FOLDER POINT
//
// Writes one journal entry and is killed, as by a power cut, at POINT: `after-commit` (before any projection ran) or
// `in-projection` (after the projection wrote, before its transaction ended). The tests then look at what is left.

/// Kills the process in the middle of the projection's transaction.
struct DeadlyProjection: Projection {
    let inner = ActivityProjection()
    let point: String
    var name: String { inner.name }

    func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        if point == "in-projection" { try inner.apply(entry, payload, in: db) }
        kill(getpid(), SIGKILL)
    }

    func clear(in db: any Writing) throws { try inner.clear(in: db) }
}

let arguments = CommandLine.arguments
let logger = Logger(label: "journal-crash")
let platform = Platform(
    engine: try await openEngine(DatabaseAddress(arguments[1]), logger: logger),
    blobs: try Blobs(folder: arguments[2]),
    world: .system,
    settings: Settings(publicURL: "http://127.0.0.1"),
    logger: logger,
    projections: [DeadlyProjection(point: arguments[3])]
)
try await platform.change(by: nil) { $0.record(.appCreated, in: ID(rawValue: "2021000000000001")) }
