import Domain
import Storage

/// How versions of one mini program stand among each other: what their answers say besides what they are themselves.
struct VersionStanding: Sendable {
    private let line: ReleaseLine
    private let running: RunningGray?
    private let records: [ID<Version>: ReviewRecord]

    /// A fixed number of questions, however many versions.
    init(of versions: [ID<Version>], in app: ID<MiniProgram>, _ db: any Reading) throws {
        line = try ReleaseLineQueries(db).line(of: app)
        running = try RunningGrayQueries(db).running(of: app)
        records = try ReviewRecordQueries(db).latest(of: versions)
    }

    /// The gray release of this version, if it runs.
    func gray(of version: ID<Version>) -> RunningGray? {
        running.flatMap { $0.version == version ? $0 : nil }
    }

    /// The number that this version would take over from.
    func replaces(_ version: ID<Version>) -> VersionNumber? {
        guard let gray = line.gray, gray.version != version, line.entries[version]?.replaces == gray.id else {
            return nil
        }
        return line.entries[gray.version]?.number
    }

    /// The last submission.
    func submission(of version: ID<Version>) -> ReviewRecord? { records[version] }
}
