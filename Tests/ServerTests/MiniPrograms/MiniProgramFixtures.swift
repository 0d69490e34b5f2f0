import Domain
import Storage
import TestSupport

@testable import Server

extension Site {
    /// A mini program of the person with this login.
    func app(_ name: String = "山丘咖啡点单", of login: String = "lin") async throws -> ID<MiniProgram> {
        try await CreateMiniProgram(platform: platform)(name: name, by: try await person(login))
    }

    func add(_ login: String, to app: ID<MiniProgram>, as role: MemberRole) async throws {
        let owner = try await person("lin")
        try await AddMember(platform: platform)(try await person(login), to: app, as: role, by: owner)
    }

    /// A version written straight into its table: what stands there is what these tests begin from.
    @discardableResult
    func version(
        _ number: VersionNumber,
        of app: ID<MiniProgram>,
        _ status: VersionStatus = .development,
        errors: Int = 0
    ) async throws -> ID<Version> {
        let (id, now, person): (ID<Version>, Instant, ID<Person>) = (
            platform.world.newID(), platform.world.now(), try await person("lin")
        )
        try await platform.engine.execute(
            """
            INSERT INTO version (id, app_id, number, number_key, status, status_at, package, package_size, layout, errors,
                warnings, uploaded_by, uploaded_at)
            VALUES (\(id), \(app), \(number.description), \(number.sortKey), \(status), \(now),
                \(String(repeating: "0f", count: 32)), 1, 'alipay', \(errors),
                0, \(person), \(now))
            """
        )
        if Self.wasReleased.contains(status) { try await remember(release: now, of: app) }
        return id
    }

    private static let wasReleased: [VersionStatus] = [.released, .offline, .takenDown]

    /// Says that something was released to everybody at that time.
    private func remember(release at: Instant, of app: ID<MiniProgram>) async throws {
        try await platform.engine.execute(
            """
            INSERT INTO release_line (app_id, first_released_at) VALUES (\(app), \(at)) ON CONFLICT (app_id) DO NOTHING
            """
        )
    }

    func setStatus(_ version: ID<Version>, _ status: VersionStatus) async throws {
        try await platform.engine.execute("UPDATE version SET status = \(status) WHERE id = \(version)")
        if status == .released,
            let row = try await platform.engine.first("SELECT app_id FROM version WHERE id = \(version)")
        {
            try await remember(release: platform.world.now(), of: try row.id("app_id"))
        }
    }

    func setExperience(_ version: ID<Version>, of app: ID<MiniProgram>, code: String = "abc123") async throws {
        try await platform.engine.execute(
            "INSERT INTO experience (app_id, code, version_id) VALUES (\(app), \(code), \(version))"
        )
    }

    func information(of app: ID<MiniProgram>) async throws -> BaseInformation? {
        try await platform.engine.read { try InformationQueries($0).information(of: app) }
    }

    /// The words of the journal's entries about a mini program, oldest first.
    func words(of app: ID<MiniProgram>) async throws -> [String] {
        try await platform.engine.rows("SELECT word FROM journal WHERE app_id = \(app) ORDER BY sequence")
            .map { try $0.text("word") }
    }
}

extension SiteResponse {
    /// Throws when the page shows the text.
    @discardableResult
    func expect(noText unwanted: String) throws -> SiteResponse {
        guard !text.contains(unwanted) else { throw SiteFailure("there is “\(unwanted)”") }
        return self
    }
}
