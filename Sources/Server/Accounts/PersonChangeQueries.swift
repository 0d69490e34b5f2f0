import Domain
import Storage

/// Changes of people.
struct PersonWrites {
    let db: any Writing

    func add(_ id: ID<Person>, login: LoginName, name: String, password: String, isDemo: Bool, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO person (id, login, login_key, name, password, is_demo, created_at)
            VALUES (\(id), \(login.text), \(login.key), \(name), \(password), \(isDemo), \(now))
            """
        )
    }

    func add(_ duty: Duty, to person: ID<Person>) throws {
        try db.execute("INSERT INTO person_duty (person_id, duty) VALUES (\(person), \(duty))")
    }

    /// False where they have no such duty, or are the last who can sign in with that of system administrator.
    func take(_ duty: Duty, from person: ID<Person>) throws -> Bool {
        try db.execute(
            """
            DELETE FROM person_duty WHERE person_id = \(person) AND duty = \(duty)
                AND (duty <> \(Duty.administrator) OR \(Self.otherAdministrator(than: person)))
            """
        ) == 1
    }

    private static func otherAdministrator(than person: ID<Person>) -> Query {
        """
        EXISTS (SELECT 1 FROM person_duty d JOIN person p ON p.id = d.person_id
            WHERE d.duty = \(Duty.administrator) AND d.person_id <> \(person) AND \(PersonQueries.canAdminister))
        """
    }

    /// Holds somebody until the transaction ends: others who change the same person's ways in wait. False for somebody who
    /// does not exist or is disabled.
    func hold(_ person: ID<Person>) throws -> Bool {
        try db.execute("UPDATE person SET login = login WHERE id = \(person) AND disabled_at IS NULL") == 1
    }

    func setPassword(_ hash: String, of person: ID<Person>) throws {
        try db.execute("UPDATE person SET password = \(hash) WHERE id = \(person)")
    }

    /// Makes an old hash dearer, unless the password was changed in between.
    func replacePassword(_ old: String, by hash: String, of person: ID<Person>) throws {
        try db.execute("UPDATE person SET password = \(hash) WHERE id = \(person) AND password = \(old)")
    }

    func setProfile(name: String, picture: String?, of person: ID<Person>) throws {
        try db.execute("UPDATE person SET name = \(name), picture = \(picture) WHERE id = \(person)")
    }

    func setLanguage(_ language: Language?, of person: ID<Person>) throws {
        try db.execute("UPDATE person SET language = \(language) WHERE id = \(person)")
    }

    enum Disabling {
        case done, already
        /// Nobody who can sign in would be system administrator.
        case last
    }

    /// The statement looks itself whether another administrator is there.
    func disable(_ person: ID<Person>, at now: Instant) throws -> Disabling {
        let isDone = try db.execute(
            """
            UPDATE person SET disabled_at = \(now) WHERE id = \(person) AND disabled_at IS NULL
                AND (NOT EXISTS (SELECT 1 FROM person_duty own WHERE own.person_id = \(person)
                        AND own.duty = \(Duty.administrator))
                    OR \(Self.otherAdministrator(than: person)))
            """
        )
        if isDone == 1 { return .done }
        let isDisabled =
            try db.first("SELECT disabled_at FROM person WHERE id = \(person)")?
            .optionalInstant("disabled_at") != nil
        return isDisabled ? .already : .last
    }

    func enable(_ person: ID<Person>) throws -> Bool {
        try db.execute("UPDATE person SET disabled_at = NULL WHERE id = \(person) AND disabled_at IS NOT NULL") == 1
    }

    /// True for the first that asks, ever.
    func claimSetUp(_ now: Instant) throws -> Bool {
        try db.execute(
            """
            INSERT INTO setting (name, value) VALUES ('set_up_at', \(String(now.milliseconds)))
            ON CONFLICT (name) DO NOTHING
            """
        ) == 1
    }

    /// Makes others who want to take an administrator away wait until this transaction has ended: of the last two, one stays.
    func lockAdministrators() throws {
        try db.execute("UPDATE person_duty SET duty = duty WHERE duty = \(Duty.administrator)")
    }
}
