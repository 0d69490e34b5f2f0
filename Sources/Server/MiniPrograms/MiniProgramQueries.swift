import Domain
import Storage

/// What a home page and a closing page say about a mini program's versions and members.
struct MiniProgramQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Where a mini program's versions stand, in one question whatever their number.
    struct VersionFacts: Sendable {
        let hasVersions: Bool
        let development: Int
        let released: VersionNumber?
        let gray: VersionNumber?
        let inReview: VersionNumber?
        let experience: VersionNumber?
        /// The code in the experience version's link.
        let experienceCode: String?
        /// Errors that the inspection found in the experience version.
        let experienceErrors: Int
        /// The largest development version.
        let latest: VersionNumber?
    }

    func versionFacts(of app: ID<MiniProgram>) throws -> VersionFacts {
        func number(_ status: VersionStatus) -> Query {
            """
            (SELECT v.number FROM version v WHERE v.app_id = \(app) AND v.status = \(status)
                ORDER BY v.number_key DESC LIMIT 1)
            """
        }
        let row = try db.first(
            """
            SELECT
                CASE WHEN EXISTS (SELECT 1 FROM version v WHERE v.app_id = \(app)) THEN 1 ELSE 0 END AS has_versions,
                (SELECT count(*) FROM version v WHERE v.app_id = \(app)
                    AND v.status = \(VersionStatus.development)) AS development,
                \(number(.released)) AS released, \(number(.gray)) AS gray, \(number(.inReview)) AS in_review,
                \(number(.development)) AS latest, x.number AS experience, e.code,
                coalesce(x.errors, 0) AS errors
            FROM mini_program a
                LEFT JOIN experience e ON e.app_id = a.id
                LEFT JOIN version x ON x.id = e.version_id
            WHERE a.id = \(app)
            """
        )
        guard let row else { throw Refusal.notFound }
        func number(_ column: String) throws -> VersionNumber? {
            try row.optionalText(column).flatMap { VersionNumber($0) }
        }
        return VersionFacts(
            hasVersions: try row.bool("has_versions"),
            development: try row.int("development"),
            released: try number("released"),
            gray: try number("gray"),
            inReview: try number("in_review"),
            experience: try number("experience"),
            experienceCode: try row.optionalText("code"),
            experienceErrors: try row.int("errors"),
            latest: try number("latest")
        )
    }

    /// How many versions and members there are: what is lost by closing.
    func extent(of app: ID<MiniProgram>) throws -> (versions: Int, members: Int) {
        let row = try db.first(
            """
            SELECT (SELECT count(*) FROM version v WHERE v.app_id = \(app)) AS versions,
                (SELECT count(*) FROM member m WHERE m.app_id = \(app) AND m.state = 'VALID') AS members
            """
        )
        return (try row?.int("versions") ?? 0, try row?.int("members") ?? 0)
    }

    /// When it was made and when its base information last changed.
    func dates(of app: ID<MiniProgram>) throws -> (created: Instant, changed: Instant)? {
        try db.first("SELECT created_at, changed_at FROM mini_program WHERE id = \(app)")
            .map { (try $0.instant("created_at"), try $0.instant("changed_at")) }
    }
}

/// Making, closing, and the pictures of a mini program.
struct MiniProgramWrites {
    let db: any Writing

    /// Throws `StorageError.uniqueViolation` when the id is taken.
    func add(_ app: ID<MiniProgram>, name: String, by person: ID<Person>, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO mini_program (id, name, created_at, created_by, changed_at)
            VALUES (\(app), \(name), \(now), \(person), \(now))
            """
        )
    }

    /// Closes it for good; false when it was closed already.
    func close(_ app: ID<MiniProgram>, at now: Instant) throws -> Bool {
        try db.execute("UPDATE mini_program SET closed_at = \(now) WHERE id = \(app) AND closed_at IS NULL") == 1
    }

    func add(
        _ picture: PreparedPicture,
        _ id: ID<Picture>,
        hash: String,
        of app: ID<MiniProgram>,
        by person: ID<Person>,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO picture (id, app_id, hash, width, height, size, uploaded_by, uploaded_at)
            VALUES (\(id), \(app), \(hash), \(picture.width), \(picture.height), \(picture.bytes.count), \(person), \(now))
            """
        )
    }
}
