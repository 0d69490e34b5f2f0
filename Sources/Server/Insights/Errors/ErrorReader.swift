import Domain
import Storage

/// Reads errors for pages and API alike.
struct ErrorReader: Sendable {
    let platform: Platform
    let maps: SourceMaps

    init(platform: Platform) { (self.platform, maps) = (platform, SourceMaps(platform.blobs)) }

    static let size = 20
    static let trendDays = 14
    static let occurrences = 20

    struct List: Sendable {
        let place: ErrorPlace
        let rows: [ErrorQueries.Group]
        let next: ErrorQueries.Cursor?
        let releases: [String: [ErrorQueries.Release]]
        let days: [String: [Int64: Int]]
        /// The gray version that runs.
        let gray: VersionNumber?
    }

    private typealias Places = [StackFrame: SourceMap.Place]

    struct Detail: Sendable {
        let group: ErrorQueries.Group
        let releases: [ErrorQueries.Release]
        let days: [Int64: Int]
        let occurrences: [ErrorQueries.Occurrence]
        let stack: ErrorStack?
    }

    var today: Int64 { platform.settings.day(of: platform.world.now()) }

    /// Three questions, however many errors there are.
    func list(_ place: ErrorPlace, after cursor: ErrorQueries.Cursor?, of app: AuthorisedApp) async throws -> List {
        let gray = platform.runtime.loops.picture.table.entry(of: app.id)?.state.gray?.release.number
        let from = today - Int64(Self.trendDays) + 1
        let filter: ErrorQueries.Filter? =
            switch place.shown {
            case .all: .all
            case .kind(let kind): .kind(kind)
            case .gray: gray.map { .release(ErrorRelease(number: $0, stage: .gray)) }
            }
        return try await platform.engine.read { db in
            let queries = ErrorQueries(db)
            let (rows, next) =
                try filter.map {
                    try queries.page(of: app.id, $0, place.order, after: cursor, limit: Self.size)
                } ?? ([], nil)
            let releases = try queries.releases(of: rows, in: app.id)
            return List(
                place: place,
                rows: rows,
                next: next,
                releases: Dictionary(grouping: releases, by: \.fingerprint),
                days: try queries.days(of: rows, in: app.id, from: from),
                gray: gray
            )
        }
    }

    func detail(_ fingerprint: ErrorFingerprint, of app: AuthorisedApp) async throws -> Detail {
        let from = today - Int64(Self.trendDays) + 1
        let (detail, archive) = try await platform.engine.read { db in
            let queries = ErrorQueries(db)
            guard let group = try queries.group(fingerprint, of: app.id) else { throw Refusal.notFound }
            let detail = Detail(
                group: group,
                releases: try queries.releases(of: [group], in: app.id),
                days: try queries.days(of: [group], in: app.id, from: from)[fingerprint.text] ?? [:],
                occurrences: try queries.occurrences(of: fingerprint, in: app.id, limit: Self.occurrences),
                stack: nil
            )
            let number = detail.occurrences.first { $0.stack != nil }?.release.number
            return (detail, try number.flatMap { try queries.sourceMaps(of: $0, in: app.id) })
        }
        guard let newest = detail.occurrences.first(where: { $0.stack != nil }), let stack = newest.stack else {
            return detail
        }
        let lines = StackTrace.lines(of: stack)
        let frames = lines.compactMap(\.frame)
        let places = if let archive { try await maps.places(of: frames, in: archive) } else { [:] as Places }
        return Detail(
            group: detail.group,
            releases: detail.releases,
            days: detail.days,
            occurrences: detail.occurrences,
            stack: ErrorStack(
                number: newest.release.number,
                lines: lines.map { line in
                    ErrorStack.Line(text: line.text, frame: line.frame, place: line.frame.flatMap { places[$0] })
                },
                hasMaps: archive != nil
            )
        )
    }
}

/// The newest stack of an error, with what the source maps say about it.
struct ErrorStack: Sendable {
    struct Line: Sendable {
        let text: String
        let frame: StackFrame?
        let place: SourceMap.Place?
    }

    /// The version that it is of.
    let number: VersionNumber
    let lines: [Line]
    /// Whether source maps were uploaded with that version.
    let hasMaps: Bool
}
