import Domain
import Storage

/// How the releases of one mini program stand: what pages need to say what can be done, and what stands in the way.
struct ReleaseBoard: Sendable {
    let line: ReleaseLine
    let gray: RunningGray?
    /// How what is online came there.
    let arrival: Arrival?
    /// Why the version that was rejected was rejected.
    let rejection: [RejectionType]
    /// Since when a version is with the reviewers.
    let reviewSince: Instant?

    /// When the released version was released, by whom, and whether a roll back did it.
    struct Arrival: Sendable {
        let at: Instant
        let who: String?
        let isRollBack: Bool
    }

    /// The gray version's place in the line.
    var grayEntry: ReleaseLine.Entry? { gray.flatMap { line.entries[$0.version] } }

    /// What stands in the way of a command by this person; nil when it can be carried out.
    func refusal(of command: VersionCommand, on version: ID<Version>, by person: ID<Person>?) -> Refusal? {
        do {
            _ = try line.events(of: command, on: version, by: person)
            return nil
        } catch {
            return error
        }
    }

    /// Where a roll back from a released version leads, leaving the confirmation apart.
    func rollBackTarget(from entry: ReleaseLine.Entry) -> ReleaseLine.Entry? {
        try? line.rollBackTarget(from: entry, confirmed: entry.number)
    }

    /// The share that the next tap offers: the smallest preset above the present one.
    var nextPreset: GrayShare? { gray.flatMap { gray in GrayRelease.presets.first { $0 > gray.share } } }
}

extension ReleaseBoard {
    /// Loads it in a number of questions that does not depend on how many versions there are.
    static func load(of app: ID<MiniProgram>, with version: ID<Version>? = nil, in db: any Reading) throws -> Self {
        let line = try ReleaseLineQueries(db).line(of: app, with: version)
        let rejected = line.underway.first { $0.status == .rejected }
        return ReleaseBoard(
            line: line,
            gray: line.gray == nil ? nil : try RunningGrayQueries(db).running(of: app),
            arrival: try line.released.flatMap { try arrival(of: $0.id, in: db) },
            rejection: try rejected.map { try ReviewStateQueries(db).types(of: $0.id) } ?? [],
            reviewSince: try line.underway.first { $0.status == .inReview }
                .flatMap { try ReviewStateQueries(db).waitingSince($0.id) }
        )
    }

    /// Among the latest things that happened to the released version; later ones are few.
    private static func arrival(of version: ID<Version>, in db: any Reading) throws -> Arrival? {
        for row in try ReleaseHistoryQueries(db).newest(of: version, limit: 12) {
            switch row.event {
            case .versionReleased(version, _, _):
                return Arrival(at: row.at, who: row.actorName, isRollBack: false)
            case .versionRolledBack(_, _, version, _):
                return Arrival(at: row.at, who: row.actorName, isRollBack: true)
            default: continue
            }
        }
        return nil
    }
}
