package import Domain
package import Storage

/// What is asked about people.
package struct PersonQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// What a sign-in needs to know.
    struct Credentials {
        let id: ID<Person>
        let password: String
        let isDemo: Bool
        let isDisabled: Bool
        /// Whether they have signed in from this address before, and that session still lasts.
        let knowsAddress: Bool
    }

    func credentials(login key: String, address: String, at now: Instant) throws -> Credentials? {
        let row = try db.first(
            """
            SELECT id, password, is_demo, disabled_at, CASE WHEN EXISTS (SELECT 1 FROM session s
                WHERE s.person_id = person.id AND s.address = \(address) AND s.expires_at > \(now))
                THEN 1 ELSE 0 END AS known
            FROM person WHERE login_key = \(key)
            """
        )
        guard let row else { return nil }
        return Credentials(
            id: try row.id("id"),
            password: try row.text("password"),
            isDemo: try row.bool("is_demo"),
            isDisabled: try row.optionalInstant("disabled_at") != nil,
            knowsAddress: try row.bool("known")
        )
    }

    /// The person with this login, in whatever capitals; disabled ones too.
    package func person(login: String) throws -> ID<Person>? {
        try db.first("SELECT id FROM person WHERE login_key = \(LoginName.key(of: login))")?.id("id")
    }

    /// The person with this login as their name is written; disabled ones too.
    func named(_ login: String) throws -> (id: ID<Person>, login: String, name: String)? {
        try db.first("SELECT id, login, name FROM person WHERE login_key = \(LoginName.key(of: login))").map {
            (try $0.id("id"), try $0.text("login"), try $0.text("name"))
        }
    }

    /// The person with this login who can sign in.
    func enabledPerson(login: String) throws -> ID<Person>? {
        try db.first("SELECT id FROM person WHERE login_key = \(LoginName.key(of: login)) AND disabled_at IS NULL")?.id(
            "id"
        )
    }

    /// The language that they chose; nil when it follows the browser.
    func language(of person: ID<Person>) throws -> Language? {
        try db.first("SELECT language FROM person WHERE id = \(person)")?.optionalWord("language")
    }

    func name(of person: ID<Person>) throws -> String {
        try db.first("SELECT name FROM person WHERE id = \(person)")?.text("name") ?? ""
    }

    func password(of person: ID<Person>) throws -> String? {
        try db.first("SELECT password FROM person WHERE id = \(person)")?.text("password")
    }

    /// Whether nobody has an account yet; until then the set-up page is all there is.
    func isWithoutPeople() throws -> Bool { try db.first("SELECT id FROM person LIMIT 1") == nil }

    /// Whether somebody else, not disabled, is system administrator.
    func hasAdministrator(besides person: ID<Person>) throws -> Bool {
        try db.first(
            """
            SELECT 1 AS one FROM person_duty d JOIN person p ON p.id = d.person_id
            WHERE d.duty = \(Duty.administrator) AND d.person_id <> \(person) AND p.disabled_at IS NULL LIMIT 1
            """
        ) != nil
    }

    /// One of the people that a demonstration offers, with what they are in one mini program.
    struct DemoPerson {
        let login: String
        let name: String
        let picture: String?
        let isOperator: Bool
        /// What they are in the mini program that they begin in, and its name.
        let role: MemberRole?
        let app: String?
        /// As many as 我的 counts: an owner's own, or else all that they are in.
        let apps: Int
    }

    /// The demonstration people in the order of their making; a dozen at most.
    func demoPeople() throws -> [DemoPerson] {
        let people = try db.rows(
            """
            SELECT p.id, p.login, p.name, p.picture, p.current_app,
                (SELECT count(*) FROM person_duty d WHERE d.person_id = p.id) AS duties
            FROM person p WHERE p.is_demo = 1 AND p.disabled_at IS NULL ORDER BY p.id LIMIT 12
            """
        )
        let memberships = try db.rows(
            """
            SELECT m.person_id, m.role, m.app_id, a.name FROM member m JOIN mini_program a ON a.id = m.app_id
            WHERE \(Query.isIn("m.person_id", try people.map { try $0.text("id") })) AND m.state = 'VALID'
                AND a.closed_at IS NULL ORDER BY m.joined_at DESC, m.app_id DESC
            """
        ).map {
            (
                person: try $0.text("person_id"), role: try $0.word("role", as: MemberRole.self),
                app: try $0.text("app_id"), name: try $0.text("name")
            )
        }
        return try people.map { row in
            let (id, chosen) = (try row.text("id"), try row.optionalText("current_app"))
            let own = memberships.filter { $0.person == id }
            let first = own.first { $0.app == chosen } ?? own.first
            return DemoPerson(
                login: try row.text("login"),
                name: try row.text("name"),
                picture: try row.optionalText("picture"),
                isOperator: try row.int("duties") > 0,
                role: first?.role,
                app: first?.name,
                apps: first?.role == .owner ? own.count { $0.role == .owner } : own.count
            )
        }
    }
}

extension Platform {
    /// Whether this installation still waits for its first person.
    package func isWithoutPeople() async throws -> Bool {
        try await engine.read { try PersonQueries($0).isWithoutPeople() }
    }
}
