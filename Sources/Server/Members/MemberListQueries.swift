import Domain
import Storage

/// Somebody in the list of members.
struct MemberRow: Sendable {
    let person: ID<Person>
    let login: String
    let name: String
    let picture: String?
    let role: MemberRole
    let state: MemberState
    let nickname: String
    let invitedBy: ID<Person>?
    let inviterName: String?
    /// Since when it is as it is: joined, invited, declined, expired.
    let since: Instant
    let isDisabled: Bool

    var cursor: MemberListQueries.Cursor { MemberListQueries.Cursor(since: since, person: person) }

    func relation(to caller: ID<Person>?) -> Relation {
        if person == caller { return .itself }
        return invitedBy != nil && invitedBy == caller ? .invitedByMe : .other
    }

    init(_ row: Row) throws {
        person = try row.id("person_id")
        login = try row.text("login")
        name = try row.text("name")
        picture = try row.optionalText("picture")
        role = try row.word("role")
        state = try row.word("state")
        nickname = try row.text("nickname")
        invitedBy = try row.optionalID("invited_by")
        inviterName = try row.optionalText("inviter")
        since = try row.instant("joined_at")
        isDisabled = try row.optionalInstant("disabled_at") != nil
    }
}

/// The lists of members.
struct MemberListQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Where a page ends: the next one begins after it.
    struct Cursor: Sendable, Equatable {
        let since: Instant
        let person: ID<Person>

        init(since: Instant, person: ID<Person>) { (self.since, self.person) = (since, person) }

        /// `1768874400000-01k…`; nil for anything else.
        init?(text: String) {
            let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let since = Int64(parts[0]) else { return nil }
            self.init(since: Instant(milliseconds: since), person: ID(rawValue: String(parts[1])))
        }

        var text: String { "\(since.milliseconds)-\(person)" }
    }

    private static let select: Query = """
        SELECT m.person_id, m.role, m.state, m.nickname, m.invited_by, m.joined_at, p.login, p.name, p.picture,
            p.disabled_at, i.name AS inviter
        FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN person i ON i.id = m.invited_by
        """

    /// Members of a role and open invitations to it, those who were there first at the top.
    func now(_ role: MemberRole, in app: ID<MiniProgram>, after cursor: Cursor? = nil, limit: Int) throws -> [MemberRow]
    {
        try db.rows(
            """
            \(Self.select)
            WHERE m.app_id = \(app) AND m.role = \(role) AND m.state IN ('UNCONFIRMED', 'VALID')\(Self.after(cursor))
            ORDER BY m.joined_at, m.person_id LIMIT \(limit)
            """
        ).map(MemberRow.init)
    }

    /// Invitations that were declined or ran out, the newest first.
    func past(in app: ID<MiniProgram>, before cursor: Cursor? = nil, limit: Int) throws -> [MemberRow] {
        let place: Query =
            cursor.map { " AND (m.joined_at, m.person_id) < (\($0.since), \($0.person))" } ?? .empty
        return try db.rows(
            """
            \(Self.select) WHERE m.app_id = \(app) AND m.state IN ('REFUSED', 'TIMEOUT')\(place)
            ORDER BY m.joined_at DESC, m.person_id DESC LIMIT \(limit)
            """
        ).map(MemberRow.init)
    }

    /// Everybody, whatever their state, by when it began; or those of some roles and states.
    func page(
        in app: ID<MiniProgram>,
        roles: [MemberRole] = MemberRole.allCases,
        states: [MemberState] = MemberState.allCases,
        after cursor: Cursor? = nil,
        limit: Int
    ) throws -> [MemberRow] {
        try db.rows(
            """
            \(Self.select) WHERE m.app_id = \(app) AND \(Query.isIn("m.role", roles.map(\.rawValue)))
                AND \(Query.isIn("m.state", states.map(\.rawValue)))\(Self.after(cursor))
            ORDER BY m.joined_at, m.person_id LIMIT \(limit)
            """
        ).map(MemberRow.init)
    }

    private static func after(_ cursor: Cursor?) -> Query {
        cursor.map { " AND (m.joined_at, m.person_id) > (\($0.since), \($0.person))" } ?? .empty
    }

    func member(_ login: String, in app: ID<MiniProgram>) throws -> MemberRow? {
        try db.first("\(Self.select) WHERE m.app_id = \(app) AND p.login_key = \(LoginName.key(of: login))")
            .map(MemberRow.init)
    }

    /// What the head of the list says.
    struct Counts: Sendable {
        let members: Int
        let developers: Int
        let experiencers: Int
        let past: Int
        let requests: Int

        func taken(_ role: MemberRole) -> Int {
            switch role {
            case .developer: developers
            case .experiencer: experiencers
            case .administrator, .owner: 0
            }
        }
    }

    func counts(in app: ID<MiniProgram>) throws -> Counts {
        func now(_ role: MemberRole) -> Query {
            """
            (SELECT count(*) FROM member WHERE app_id = \(app) AND role = \(role)
                AND state IN ('UNCONFIRMED', 'VALID'))
            """
        }
        let row = try db.first(
            """
            SELECT (SELECT count(*) FROM member WHERE app_id = \(app) AND state IN ('UNCONFIRMED', 'VALID')
                    AND state = 'VALID') AS members,
                \(now(.developer)) AS developers, \(now(.experiencer)) AS experiencers,
                (SELECT count(*) FROM (SELECT 1 AS one FROM member WHERE app_id = \(app)
                    AND state IN ('REFUSED', 'TIMEOUT') LIMIT 1000) AS ended) AS past,
                (SELECT count(*) FROM join_request WHERE app_id = \(app) AND state = 'OPEN') AS requests
            """
        )
        return Counts(
            members: try row?.int("members") ?? 0,
            developers: try row?.int("developers") ?? 0,
            experiencers: try row?.int("experiencers") ?? 0,
            past: try row?.int("past") ?? 0,
            requests: try row?.int("requests") ?? 0
        )
    }

    /// What one person did in one mini program, newest first.
    func activity(
        of person: ID<Person>,
        in app: ID<MiniProgram>,
        before sequence: Int64 = .max,
        limit: Int
    ) throws -> [ActivityRow] {
        try db.rows(
            """
            SELECT a.sequence, a.at, a.payload, p.name FROM activity a LEFT JOIN person p ON p.id = a.actor
            WHERE a.app_id = \(app) AND a.actor = \(person) AND a.sequence < \(sequence)
            ORDER BY a.sequence DESC LIMIT \(limit)
            """
        ).map(ActivityRow.init)
    }
}
