import Domain
import Foundation
import Glibc
import Logging
import Server
import Storage

// journal-crash DATABASE FOLDER POINT [gray|release|message|group]
//
// Writes one journal entry (that a mini program was made, a gray release began, a version was released, somebody was removed, or an invitation was accepted) and is killed, as by a power cut, at POINT: `after-commit` (before any projection ran) or
// `in-projection` (after the projection wrote, before its transaction ended). The tests then look at what is left.

/// Kills the process in the middle of the projection's transaction.
struct DeadlyProjection: Projection {
    let inner: any Projection
    let point: String
    var name: String { inner.name }

    func apply(_ entry: JournalEntry, _ payload: JournalPayload, in db: any Writing) throws {
        if point == "in-projection" { try inner.apply(entry, payload, in: db) }
        kill(getpid(), SIGKILL)
    }

    func clear(in db: any Writing) throws { try inner.clear(in: db) }
}

let arguments = CommandLine.arguments
let number = VersionNumber(1, 0, 0)
let version = ID<Version>(rawValue: "v1")
let event: JournalEvent
let projection: any Projection
switch arguments.count > 4 ? arguments[4] : "" {
case "gray":
    guard let salt = CohortSalt(bytes: [UInt8](repeating: 0, count: CohortSalt.byteCount)) else { exit(64) }
    let gray = GrayRelease(id: ID(rawValue: "g1"), version: version, salt: salt, share: .everyone)
    (event, projection) = (.grayStarted(gray: gray, number: number, isAutomatic: false), ReleasePeriodProjection())
case "release":
    let released = JournalEvent.versionReleased(version: version, number: number, replaced: nil)
    (event, projection) = (released, ReleasePeriodProjection())
case "message":
    (event, projection) = (.memberRemoved(person: ID(rawValue: "p1"), role: .developer), MessageProjection())
case "group":
    let accepted = JournalEvent.invitationAccepted(
        person: ID(rawValue: "p2"),
        role: .developer,
        invitation: ID(rawValue: "i1"),
        invitedBy: ID(rawValue: "p1")
    )
    (event, projection) = (accepted, MessageProjection())
default: (event, projection) = (.appCreated, ActivityProjection())
}
let logger = Logger(label: "journal-crash")
let platform = Platform(
    engine: try await openEngine(DatabaseAddress(arguments[1]), logger: logger),
    blobs: try Blobs(folder: arguments[2]),
    world: .system,
    settings: Settings(publicURL: "http://127.0.0.1"),
    logger: logger,
    projections: [DeadlyProjection(inner: projection, point: arguments[3])]
)
try await platform.change(by: nil) { try $0.record(event, in: ID(rawValue: "2021000000000001")) }
