import Domain
import Storage

/// The versions in which a problem can be resolved.
struct FeedbackVersionQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    struct Choice: Sendable {
        let number: VersionNumber
        let status: VersionStatus
    }

    /// What is released, and what is newer, the highest first. While nothing is released, every version that may come to be.
    func versions(of app: ID<MiniProgram>) throws -> [Choice] {
        try db.rows(
            """
            SELECT v.number, v.status FROM version v
            WHERE v.app_id = \(app) AND v.number_key >= coalesce(
                (SELECT r.number_key FROM version r
                    WHERE r.app_id = \(app) AND r.status = \(VersionStatus.released) LIMIT 1), '')
                AND v.status NOT IN (\(VersionStatus.offline), \(VersionStatus.takenDown))
            ORDER BY v.number_key DESC LIMIT 50
            """
        ).map { row in Choice(number: try row.number("number"), status: try row.word("status")) }
    }

    /// The number that users have now.
    func released(of app: ID<MiniProgram>) throws -> VersionNumber? {
        try db.first(
            "SELECT number FROM version WHERE app_id = \(app) AND status = \(VersionStatus.released) LIMIT 1"
        )?.number("number")
    }
}
