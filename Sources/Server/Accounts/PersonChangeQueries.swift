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

    /// False when they were disabled already.
    func disable(_ person: ID<Person>, at now: Instant) throws -> Bool {
        try db.execute("UPDATE person SET disabled_at = \(now) WHERE id = \(person) AND disabled_at IS NULL") == 1
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
