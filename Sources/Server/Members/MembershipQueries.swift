package import Domain
package import Storage

/// Who belongs to which mini program.
package struct MembershipQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// An open mini program and what a person is in it; nil when there is none or it was closed.
    func standing(
        of person: ID<Person>?,
        in app: ID<MiniProgram>
    ) throws -> (name: String, logo: String?, role: MemberRole?)? {
        let row = try db.first(
            """
            SELECT a.name, a.logo, m.role
            FROM mini_program a LEFT JOIN member m ON m.app_id = a.id AND m.person_id = \(person) AND m.state = 'VALID'
            WHERE a.id = \(app) AND a.closed_at IS NULL
            """
        )
        guard let row else { return nil }
        let role = try row.optionalText("role").flatMap(MemberRole.init(rawValue:))
        return (try row.text("name"), try row.optionalText("logo"), role)
    }

    /// Everybody who is a member now, from a role upwards.
    package func people(of app: ID<MiniProgram>, from least: MemberRole) throws -> [ID<Person>] {
        try db.rows("SELECT person_id, role FROM member WHERE app_id = \(app) AND state = 'VALID' ORDER BY person_id")
            .filter { row in try MemberRole(rawValue: row.text("role")).map { $0 >= least } ?? false }
            .map { try $0.id("person_id") }
    }

    /// The names of those who may let others in: the owner first, then the administrators.
    func administrators(of app: ID<MiniProgram>, limit: Int) throws -> [String] {
        try db.rows(
            """
            SELECT p.name FROM member m JOIN person p ON p.id = m.person_id
            WHERE m.app_id = \(app) AND m.state = 'VALID' AND m.role IN ('owner', 'administrator')
                AND p.disabled_at IS NULL
            ORDER BY CASE WHEN m.role = 'owner' THEN 0 ELSE 1 END, m.joined_at, m.person_id LIMIT \(limit)
            """
        ).map { try $0.text("name") }
    }
}

extension MembershipQueries {
    /// How one person stands to one mini program.
    struct Standing: Sendable, Equatable {
        let person: ID<Person>
        let role: MemberRole
        let state: MemberState
        let invitedBy: ID<Person>?
        let isDisabled: Bool

        /// How they stand to whoever looks at them.
        func relation(to caller: ID<Person>?) -> Relation {
            if person == caller { return .itself }
            return invitedBy != nil && invitedBy == caller ? .invitedByMe : .other
        }
    }

    func standing(of person: ID<Person>, near app: ID<MiniProgram>) throws -> Standing? {
        try standing("m.person_id = \(person)", app)
    }

    func standing(ofLogin login: String, in app: ID<MiniProgram>) throws -> Standing? {
        try standing("p.login_key = \(LoginName.key(of: login))", app)
    }

    private func standing(_ condition: Query, _ app: ID<MiniProgram>) throws -> Standing? {
        try db.first(
            """
            SELECT m.person_id, m.role, m.state, m.invited_by, p.disabled_at
            FROM member m JOIN person p ON p.id = m.person_id WHERE m.app_id = \(app) AND \(condition)
            """
        ).map { row in
            Standing(
                person: try row.id("person_id"),
                role: try row.word("role"),
                state: try row.word("state"),
                invitedBy: try row.optionalID("invited_by"),
                isDisabled: try row.optionalInstant("disabled_at") != nil
            )
        }
    }

    /// Members of a role, and open invitations to it: what is counted against the places.
    func taken(_ role: MemberRole, in app: ID<MiniProgram>) throws -> Int {
        try db.first(
            """
            SELECT count(*) AS taken FROM member
            WHERE app_id = \(app) AND role = \(role) AND state IN ('UNCONFIRMED', 'VALID')
            """
        )?.int("taken") ?? 0
    }

    /// What became of an invitation: messages that ask for an answer look here before they offer one.
    package func state(of invitation: ID<Invitation>, at now: Instant) throws -> AnswerState? {
        try states(ofInvitations: [invitation], at: now)[invitation]
    }

    package func state(of request: ID<JoinRequest>, at now: Instant) throws -> AnswerState? {
        try states(ofJoinRequests: [request], at: now)[request]
    }

    package func state(of handOver: ID<HandOver>, at now: Instant) throws -> AnswerState? {
        try states(ofHandOvers: [handOver], at: now)[handOver]
    }

    /// The same for a page of messages, in one question.
    package func states(ofInvitations ids: [ID<Invitation>], at now: Instant) throws -> [ID<Invitation>: AnswerState] {
        try states("SELECT id, state, expires_at FROM invitation WHERE \(Query.isIn("id", ids.map(\.rawValue)))", now)
    }

    package func states(ofJoinRequests ids: [ID<JoinRequest>], at now: Instant) throws -> [ID<JoinRequest>: AnswerState]
    {
        try states(
            "SELECT id, state, NULL AS expires_at FROM join_request WHERE \(Query.isIn("id", ids.map(\.rawValue)))",
            now
        )
    }

    package func states(ofHandOvers ids: [ID<HandOver>], at now: Instant) throws -> [ID<HandOver>: AnswerState] {
        try states("SELECT id, state, expires_at FROM hand_over WHERE \(Query.isIn("id", ids.map(\.rawValue)))", now)
    }

    private func states<Asked>(_ query: Query, _ now: Instant) throws -> [ID<Asked>: AnswerState] {
        var states: [ID<Asked>: AnswerState] = [:]
        for row in try db.rows(query) {
            states[try row.id("id")] = try row.word("state", as: AnswerState.self)
                .at(now, expires: row.optionalInstant("expires_at"))
        }
        return states
    }
}

/// Changes of who belongs.
struct MembershipWrites {
    let db: any Writing

    func add(_ person: ID<Person>, to app: ID<MiniProgram>, as role: MemberRole, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO member (app_id, person_id, role, state, joined_at)
            VALUES (\(app), \(person), \(role.rawValue), 'VALID', \(now))
            """
        )
    }

    /// Ends every membership and invitation: the mini program is closed.
    func removeAll(from app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute("DELETE FROM member WHERE app_id = \(app)")
        try InvitationWrites(db: db).withdrawAll(of: app, at: now)
        try LinkWrites(db: db).endAll(of: app, at: now)
        try JoinRequestWrites(db: db).withdrawAll(of: app, at: now)
        try HandOverWrites(db: db).withdrawAll(of: app, at: now)
    }

    /// Notes down that somebody was invited; what stood there of an invitation before is replaced.
    func ask(
        _ person: ID<Person>,
        to app: ID<MiniProgram>,
        as role: MemberRole,
        nickname: String,
        by inviter: ID<Person>,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO member (app_id, person_id, role, state, nickname, invited_by, joined_at)
            VALUES (\(app), \(person), \(role), 'UNCONFIRMED', \(nickname), \(inviter), \(now))
            ON CONFLICT (app_id, person_id) DO UPDATE SET role = \(role), state = 'UNCONFIRMED',
                nickname = \(nickname), invited_by = \(inviter), joined_at = \(now)
            """
        )
    }

    /// Makes somebody a member who came by a link or was admitted.
    func join(
        _ person: ID<Person>,
        _ app: ID<MiniProgram>,
        as role: MemberRole,
        by inviter: ID<Person>,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO member (app_id, person_id, role, state, invited_by, joined_at)
            VALUES (\(app), \(person), \(role), 'VALID', \(inviter), \(now))
            ON CONFLICT (app_id, person_id) DO UPDATE SET role = \(role), state = 'VALID', invited_by = \(inviter),
                joined_at = \(now)
            """
        )
    }

    /// Moves an invited person on; false when they are no longer where the caller thought.
    func move(
        _ person: ID<Person>,
        in app: ID<MiniProgram>,
        from old: MemberState,
        to new: MemberState,
        at now: Instant
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE member SET state = \(new), joined_at = \(now)
            WHERE app_id = \(app) AND person_id = \(person) AND state = \(old)
            """
        ) == 1
    }

    func remove(_ person: ID<Person>, from app: ID<MiniProgram>) throws {
        try db.execute("DELETE FROM member WHERE app_id = \(app) AND person_id = \(person)")
    }

    func setRole(_ role: MemberRole, of person: ID<Person>, in app: ID<MiniProgram>) throws {
        try db.execute("UPDATE member SET role = \(role) WHERE app_id = \(app) AND person_id = \(person)")
    }

    func setNickname(_ nickname: String, of person: ID<Person>, in app: ID<MiniProgram>) throws {
        try db.execute("UPDATE member SET nickname = \(nickname) WHERE app_id = \(app) AND person_id = \(person)")
    }
}
