import Domain
import Storage
import TestSupport

@testable import Server

/// Mini programs whose journal says what a test wants, and inboxes to look into.
struct MessageStage: Sendable {
    let site: Site
    let app: ID<MiniProgram>
    let lin: ID<Person>
    let zhou: ID<Person>

    /// Lin owns a mini program, and Zhou develops it.
    init(_ site: Site) async throws {
        self.site = site
        app = try await site.app()
        lin = try await site.person("lin", name: "林知远")
        zhou = try await site.person("zhou", name: "周沐")
        try await site.add("zhou", to: app, as: .developer)
        try await empty()
    }

    /// Takes away what came of making them.
    func empty() async throws {
        try await site.platform.engine.write { db in
            try db.execute("DELETE FROM message")
            try db.execute("DELETE FROM message_count")
        }
    }

    func happens(_ event: JournalEvent, in app: ID<MiniProgram>? = nil, by actor: ID<Person>? = nil) async throws {
        let (place, doer) = (app ?? self.app, actor ?? zhou)
        try await site.platform.change(by: doer) { try $0.record(event, in: place) }
    }

    func uploads(_ number: VersionNumber, by actor: ID<Person>? = nil, in app: ID<MiniProgram>? = nil) async throws {
        let package = String(repeating: "0f", count: 32)
        let version = ID<Version>(rawValue: "v-\(number)")
        try await happens(
            .versionUploaded(version: version, number: number, package: package, errors: 0, warnings: 0),
            in: app,
            by: actor
        )
    }

    func isReviewed(_ number: VersionNumber, _ decision: ReviewDecision, _ reasons: [RejectionType] = []) async throws {
        let (version, submission) = (ID<Version>(rawValue: "v-\(number)"), ID<Submission>(rawValue: "s-\(number)"))
        let reviewer = try await site.person("shuyan", name: "何书言", duties: [.reviewer])
        try await happens(
            .versionReviewed(
                version: version,
                number: number,
                submission: submission,
                decision: decision,
                reasons: reasons
            ),
            by: reviewer
        )
    }

    /// Lin invites somebody as the use case of members does.
    func invites(_ login: String, as role: MemberRole = .developer) async throws -> ID<Invitation> {
        let person = try await site.person(login)
        let (id, app, lin): (ID<Invitation>, ID<MiniProgram>, ID<Person>) = (
            site.platform.world.newID(), self.app, self.lin
        )
        try await site.platform.change(by: lin) { change in
            let end = InvitationRules.expires(from: change.now)
            try MembershipWrites(db: change.db).ask(person, to: app, as: role, nickname: "", by: lin, at: change.now)
            try InvitationWrites(db: change.db).add(id, person, to: app, as: role, by: lin, at: change.now, until: end)
            try change.record(.memberInvited(person: person, role: role, invitation: id, expires: end), in: app)
        }
        return id
    }

    func inbox(of person: ID<Person>, _ filter: InboxFilter = .all) async throws -> [MessageRow] {
        try await site.platform.engine.read { try MessageQueries($0).page(of: person, filter, limit: 1000) }
    }

    func unread(_ person: ID<Person>) async throws -> Int {
        try await site.platform.engine.read { try MessageQueries($0).unread(of: person).values.reduce(0, +) }
    }

    /// Everything that stands in the tables of messages, as text that can be compared.
    func picture() async throws -> [String] {
        try await Self.picture(site.platform.engine)
    }

    static func picture(_ engine: any Engine) async throws -> [String] {
        let messages = try await engine.rows("SELECT * FROM message ORDER BY person_id, sequence").map { row in
            try row.names.map { "\($0)=\(try row.value($0))" }.joined(separator: " ")
        }
        let counts = try await engine.rows(
            """
            SELECT person_id, category, unread, read_through FROM message_count
            WHERE unread > 0 OR read_through > 0 ORDER BY person_id, category
            """
        ).map { row in try row.names.map { "\($0)=\(try row.value($0))" }.joined(separator: " ") }
        return messages + counts
    }
}
