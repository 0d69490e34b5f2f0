import Domain
import Storage

/// A link by which several people may join.
struct LinkRow: Sendable {
    let id: ID<InvitationLink>
    let code: String
    let app: ID<MiniProgram>
    let role: MemberRole
    let uses: Int
    let used: Int
    let madeBy: ID<Person>
    let makerName: String
    let madeAt: Instant
    let expiresAt: Instant
    let endedAt: Instant?
    /// What its maker is now; nil when they are no member any more, or shut out.
    let makerRole: MemberRole?

    init(_ row: Row) throws {
        id = try row.id("id")
        code = try row.text("code")
        app = try row.id("app_id")
        role = try row.word("role")
        uses = try row.int("uses")
        used = try row.int("used")
        madeBy = try row.id("made_by")
        makerName = try row.text("maker")
        madeAt = try row.instant("made_at")
        expiresAt = try row.instant("expires_at")
        endedAt = try row.optionalInstant("ended_at")
        makerRole = try row.optionalWord("maker_role")
    }

    /// Whether it lets somebody in at a moment. Its maker must still be allowed to invite to its role.
    func works(at now: Instant) -> Bool {
        endedAt == nil && expiresAt > now && used < uses && InvitationRules.roles(invitedBy: makerRole).contains(role)
    }
}

extension LinkRow {
    /// Why it works no more.
    func ended(at now: Instant) -> Words {
        if endedAt != nil { return Words("已停用", "Revoked") }
        if used >= uses { return Words("已用完", "Used up") }
        if expiresAt <= now { return Words("已过期", "Expired") }
        return Words("生成它的人不能再邀请", "Who made it may not invite any more")
    }
}

struct LinkQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    private static let select: Query = """
        SELECT l.id, l.code, l.app_id, l.role, l.uses, l.used, l.made_by, l.made_at, l.expires_at, l.ended_at,
            p.name AS maker, m.role AS maker_role
        FROM invitation_link l JOIN person p ON p.id = l.made_by
            LEFT JOIN member m ON m.app_id = l.app_id AND m.person_id = l.made_by AND m.state = 'VALID'
                AND p.disabled_at IS NULL
        """

    /// By its code, in a mini program that is open.
    func link(code: String) throws -> LinkRow? {
        try db.first(
            """
            \(Self.select) JOIN mini_program a ON a.id = l.app_id AND a.closed_at IS NULL WHERE l.code = \(code)
            """
        ).map(LinkRow.init)
    }

    func link(_ id: ID<InvitationLink>, of app: ID<MiniProgram>) throws -> LinkRow? {
        try db.first("\(Self.select) WHERE l.id = \(id) AND l.app_id = \(app)").map(LinkRow.init)
    }

    /// Those that have not been ended, run out or been used up, the newest first.
    func working(in app: ID<MiniProgram>, at now: Instant, limit: Int) throws -> [LinkRow] {
        try db.rows(
            """
            \(Self.select)
            WHERE l.app_id = \(app) AND l.ended_at IS NULL AND l.expires_at > \(now) AND l.used < l.uses
            ORDER BY l.made_at DESC, l.id DESC LIMIT \(limit)
            """
        ).map(LinkRow.init)
    }
}

struct LinkWrites {
    let db: any Writing

    struct New: Sendable {
        let id: ID<InvitationLink>
        let code: String
        let app: ID<MiniProgram>
        let role: MemberRole
        let uses: Int
        let maker: ID<Person>
        let expires: Instant
    }

    func add(_ link: New, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO invitation_link (id, code, app_id, role, uses, made_by, made_at, expires_at)
            VALUES (\(link.id), \(link.code), \(link.app), \(link.role), \(link.uses), \(link.maker), \(now),
                \(link.expires))
            """
        )
    }

    /// Takes one of its uses; false when there is none left or it is over.
    func use(_ id: ID<InvitationLink>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE invitation_link SET used = used + 1
            WHERE id = \(id) AND used < uses AND ended_at IS NULL AND expires_at > \(now)
            """
        ) == 1
    }

    /// False when it was ended before.
    func end(_ id: ID<InvitationLink>, at now: Instant) throws -> Bool {
        try db.execute("UPDATE invitation_link SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") == 1
    }

    /// Ends the links of somebody who may invite to `roles` only, and gives those that still worked.
    func end(
        of maker: ID<Person>,
        in app: ID<MiniProgram>,
        besides roles: [MemberRole],
        at now: Instant
    ) throws -> [ID<InvitationLink>] {
        let kept: Query = roles.isEmpty ? .empty : " AND NOT (\(Query.isIn("role", roles.map(\.rawValue))))"
        return try db.rows(
            """
            UPDATE invitation_link SET ended_at = \(now)
            WHERE app_id = \(app) AND ended_at IS NULL AND made_by = \(maker)\(kept) RETURNING id, expires_at
            """
        ).filter { try $0.instant("expires_at") > now }.map { try $0.id("id") }
    }

    func endAll(of app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute("UPDATE invitation_link SET ended_at = \(now) WHERE app_id = \(app) AND ended_at IS NULL")
    }
}
