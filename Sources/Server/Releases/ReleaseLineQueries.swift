package import Domain
package import Storage

/// Reads and writes the release line of one mini program.
package struct ReleaseLineQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// Everything that a decision needs, in a fixed number of small questions: the versions in development, under way, gray
    /// and released, what can be gone back to, and the version asked about.
    package func line(of app: ID<MiniProgram>, with version: ID<Version>? = nil) throws -> ReleaseLine {
        var line = ReleaseLine()
        if let row = try db.first(
            """
            SELECT previous_version, was_rolled_back, largest_released, largest_submitted, needs_second_person,
                applies_now
            FROM release_line WHERE app_id = \(app)
            """
        ) {
            line.previous = try row.optionalID("previous_version")
            line.wasRolledBack = try row.bool("was_rolled_back")
            line.largestReleased = try row.optionalText("largest_released").flatMap { VersionNumber($0) }
            line.largestSubmitted = try row.optionalText("largest_submitted").flatMap { VersionNumber($0) }
            line.needsSecondPerson = try row.bool("needs_second_person")
            line.appliesNow = try row.bool("applies_now")
        }
        let moving = VersionStatus.allCases.filter { $0 == .development || $0 == .released || $0.isUnderway }
        for row in try entries("v.app_id = \(app) AND \(Query.isIn("v.status", moving.map(\.rawValue)))") {
            line.entries[row.id] = row
        }
        let others = [line.previous, version].compactMap(\.self).filter { line.entries[$0] == nil }
        if !others.isEmpty {
            for row in try entries("v.app_id = \(app) AND \(Query.isIn("v.id", others.map(\.rawValue)))") {
                line.entries[row.id] = row
            }
        }
        line.gray = try gray(of: app)
        return line
    }

    private func entries(_ condition: Query) throws -> [ReleaseLine.Entry] {
        try db.rows(
            """
            SELECT v.id, v.number, v.status, v.before_gray, v.replaces_gray, v.errors, v.forward_only, v.submitter,
                CASE WHEN e.version_id = v.id THEN 1 ELSE 0 END AS is_experience
            FROM version v LEFT JOIN experience e ON e.app_id = v.app_id
            WHERE \(condition)
            """
        ).map { row in
            ReleaseLine.Entry(
                id: try row.id("id"),
                number: try row.number("number"),
                status: try row.word("status"),
                beforeGray: try row.optionalText("before_gray").flatMap(VersionStatus.init(rawValue:)),
                replaces: try row.optionalID("replaces_gray"),
                hasErrors: try row.int("errors") > 0,
                isForwardOnly: try row.bool("forward_only"),
                isExperience: try row.bool("is_experience"),
                submitter: try row.optionalID("submitter")
            )
        }
    }

    /// The gray release that runs now.
    package func gray(of app: ID<MiniProgram>) throws -> GrayRelease? {
        try db.first(
            "SELECT id, version_id, salt, share FROM gray_release WHERE app_id = \(app) AND ended_at IS NULL"
        ).map { row in
            guard let salt = CohortSalt(hex: try row.text("salt")), let share = GrayShare(ppm: try row.int("share"))
            else { throw StorageError.column("salt", "is no salt, or share is no share") }
            return GrayRelease(id: try row.id("id"), version: try row.id("version_id"), salt: salt, share: share)
        }
    }

    /// Whether a release needs somebody other than who submitted it.
    package func needsSecondPerson(of app: ID<MiniProgram>) throws -> Bool {
        try db.first("SELECT needs_second_person FROM release_line WHERE app_id = \(app)")?
            .bool("needs_second_person") ?? false
    }

    /// The largest number that was ever submitted; it can never be uploaded again.
    package func largestSubmitted(of app: ID<MiniProgram>) throws -> VersionNumber? {
        try db.first("SELECT largest_submitted FROM release_line WHERE app_id = \(app)")?
            .optionalText("largest_submitted").flatMap { VersionNumber($0) }
    }
}

extension Row {
    /// A version's number.
    func number(_ column: String) throws -> VersionNumber {
        guard let number = VersionNumber(try text(column)) else { throw StorageError.column(column, "is not x.y.z") }
        return number
    }
}
