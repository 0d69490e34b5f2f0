import Domain
import Storage

/// What the page and the API read of one version's guard, in a fixed number of questions.
struct GuardReading: Sendable {
    /// Nil while nothing was read of it, or it never was gray.
    let record: GuardRecord?
    let decisions: [GuardDecisionRow]
    /// Host-app users of members.
    let members: Int
    /// The gray release, where this version's runs.
    let gray: RunningGray?
    /// Nothing is released to compare with.
    let isAlone: Bool

    init(of version: ID<Version>, in app: ID<MiniProgram>, _ board: ReleaseBoard, _ db: any Reading) throws {
        let queries = GuardQueries(db)
        gray = board.gray.flatMap { $0.version == version ? $0 : nil }
        // A gray release that begins anew has seen nothing yet.
        let latest = try queries.latest(of: version)
        if let gray, let record = latest {
            self.record = record.beganAt >= gray.startedAt ? record : nil
        } else {
            record = latest
        }
        decisions = try queries.decisions(of: version)
        members = try queries.members(of: app)
        isAlone = board.line.released == nil
    }

    var state: GuardState { record?.state ?? GuardState() }
    var verdict: GuardVerdict { state.verdict(isAlone: isAlone) }
}
