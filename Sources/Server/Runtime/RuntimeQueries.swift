package import Domain
package import Storage

/// Reads what hosts may get, from the rows of versions and releases.
package struct RuntimeQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// Every mini program that hosts may know, after a place in the order of their ids. One that was closed counts while it
    /// has something to take away from those who had it.
    package func apps(after id: String, limit: Int) throws -> [ID<MiniProgram>] {
        try db.rows(
            """
            SELECT a.id FROM mini_program a LEFT JOIN release_line l ON l.app_id = a.id
            WHERE a.id > \(id) AND (a.closed_at IS NULL OR l.first_released_at IS NOT NULL)
            ORDER BY a.id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// The mini programs in which a person is a member.
    func apps(of person: ID<Person>) throws -> [ID<MiniProgram>] {
        try db.rows("SELECT app_id FROM member WHERE person_id = \(person) AND state = 'VALID'")
            .map { try $0.id("app_id") }
    }

    /// The states of these mini programs; those that no host may know are not among them.
    package func states(of apps: [ID<MiniProgram>]) throws -> [ID<MiniProgram>: RuntimeState] {
        let ids = apps.map(\.rawValue)
        var states: [ID<MiniProgram>: RuntimeState] = [:]
        var open: [String] = []
        for row in try db.rows(
            """
            SELECT a.id, a.closed_at, l.first_released_at, l.applies_now,
                coalesce((SELECT max(j.sequence) FROM journal j WHERE j.app_id = a.id), 0) AS revision
            FROM mini_program a LEFT JOIN release_line l ON l.app_id = a.id
            WHERE \(Query.isIn("a.id", ids))
            """
        ) {
            var state = RuntimeState()
            state.wasReleased = try row.optionalInstant("first_released_at") != nil
            state.appliesNow = try row.optionalBool("applies_now") ?? false
            state.revision = try row.int64("revision")
            let isClosed = try row.optionalInstant("closed_at") != nil
            if isClosed, !state.wasReleased { continue }
            states[try row.id("id")] = state
            if !isClosed { open.append(try row.text("id")) }
        }
        try addVersions(to: &states, open)
        for row in try db.rows("SELECT app_id, secret FROM host_secret WHERE \(Query.isIn("app_id", open))") {
            states[try row.id("app_id")]?.hostSecret = HostSecret(try row.text("secret"))
        }
        try addFormerGray(to: &states)
        return states
    }

    private func addVersions(to states: inout [ID<MiniProgram>: RuntimeState], _ ids: [String]) throws {
        let public_ = [VersionStatus.released, .gray].map(\.rawValue)
        for row in try db.rows(
            """
            SELECT v.app_id, v.status, v.number, v.package, v.package_size, v.lowest_base_library, g.salt, g.share,
                g.started_at
            FROM version v LEFT JOIN gray_release g
                ON g.app_id = v.app_id AND g.version_id = v.id AND g.ended_at IS NULL
            WHERE \(Query.isIn("v.app_id", ids)) AND \(Query.isIn("v.status", public_))
            """
        ) {
            let app: ID<MiniProgram> = try row.id("app_id")
            let release = try Self.release(row)
            if try row.word("status", as: VersionStatus.self) == .released {
                states[app]?.released = release
            } else if let salt = try row.optionalText("salt").flatMap(CohortSalt.init(hex:)),
                let share = try row.optionalInt("share").flatMap(GrayShare.init(ppm:))
            {
                states[app]?.gray = RuntimeState.Gray(
                    release: release,
                    salt: salt,
                    share: share,
                    members: try members(of: app),
                    startedAt: try row.instant("started_at")
                )
            }
        }
        for (app, state) in states where state.released?.lowestBaseLibrary != nil {
            states[app]?.earlier = try earlier(than: state.released, of: app)
        }
    }

    /// How many versions are kept for hosts with an old base library.
    private static let mostEarlier = 20

    private func earlier(than release: RuntimeRelease?, of app: ID<MiniProgram>) throws -> [RuntimeRelease] {
        guard let release else { return [] }
        return try db.rows(
            """
            SELECT number, package, package_size, lowest_base_library FROM version
            WHERE app_id = \(app) AND status = \(VersionStatus.offline) AND released_at IS NOT NULL
                AND number_key < \(release.number.sortKey)
            ORDER BY number_key DESC LIMIT \(Self.mostEarlier)
            """
        ).map(Self.release)
    }

    func members(of app: ID<MiniProgram>) throws -> Set<String> {
        Set(
            try db.rows(
                """
                SELECT h.user_id FROM member m JOIN host_user h ON h.person_id = m.person_id
                WHERE m.app_id = \(app) AND m.state = 'VALID'
                """
            ).map { try $0.text("user_id") }
        )
    }

    private func addFormerGray(to states: inout [ID<MiniProgram>: RuntimeState]) throws {
        let ids = states.filter { !$0.value.wasReleased && $0.value.gray == nil }.map(\.key.rawValue)
        for row in try db.rows(
            """
            SELECT app_id, salt, share FROM gray_release WHERE \(Query.isIn("app_id", ids)) ORDER BY app_id, started_at
            """
        ) {
            guard let salt = CohortSalt(hex: try row.text("salt")), let share = GrayShare(ppm: try row.int("share"))
            else { continue }
            // The last one counts.
            states[try row.id("app_id")]?.formerGray = RuntimeState.FormerGray(salt: salt, share: share)
        }
    }

    static func release(_ row: Row) throws -> RuntimeRelease {
        guard let hash = PackageHash(hex: try row.text("package")) else {
            throw StorageError.column("package", "is no SHA-256")
        }
        return RuntimeRelease(
            number: try row.number("number"),
            hash: hash,
            size: try row.int64("package_size"),
            lowestBaseLibrary: try row.optionalText("lowest_base_library").flatMap { VersionNumber($0) }
        )
    }
}
