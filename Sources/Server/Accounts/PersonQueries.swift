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
        /// Where they have signed in and that session still lasts.
        fileprivate let addresses: [String]

        /// Whether they have signed in from there before: of IPv6, from the same subscriber's network.
        func wasAt(_ address: String) -> Bool {
            let here = NetworkRange.subscriber(at: address)
            return addresses.contains { NetworkRange.subscriber(at: $0) == here }
        }
    }

    func credentials(login key: String, at now: Instant) throws -> Credentials? {
        let rows = try db.rows(
            """
            SELECT p.id, p.password, p.is_demo, p.disabled_at, s.address FROM person p
            LEFT JOIN session s ON s.person_id = p.id AND s.expires_at > \(now)
            WHERE p.login_key = \(key) LIMIT 100
            """
        )
        guard let row = rows.first else { return nil }
        return Credentials(
            id: try row.id("id"),
            password: try row.text("password"),
            isDemo: try row.bool("is_demo"),
            isDisabled: try row.optionalInstant("disabled_at") != nil,
            addresses: try rows.compactMap { try $0.optionalText("address") }
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

    /// What makes the person `p` with the duty somebody who can look after the installation: they are not shut out, and sign in
    /// by a password of their own, which is neither true of who has none nor of the people of a demonstration.
    static let canAdminister: Query = """
        p.disabled_at IS NULL AND p.is_demo = 0 AND p.password <> \(PasswordHash.none)
        """

    /// Whether somebody else who can sign in is system administrator.
    func hasAdministrator(besides person: ID<Person>) throws -> Bool {
        try db.first(
            """
            SELECT 1 AS one FROM person_duty d JOIN person p ON p.id = d.person_id
            WHERE d.duty = \(Duty.administrator) AND d.person_id <> \(person) AND \(Self.canAdminister) LIMIT 1
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
