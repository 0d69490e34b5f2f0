package import Domain
import Storage

/// Adds somebody who may sign in: by an administrator, by `steward user add`, at set-up, for a demonstration.
package struct AddPerson: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// The new person. A person without a password can be entered only as one of the demonstration people.
    ///
    /// - Parameter caller: who adds; nil for a command on the data.
    /// - Throws: a `Refusal` at `login`, `name` or `password`; `LOGIN_TAKEN` when somebody has the login.
    package func callAsFunction(
        login: String,
        name: String,
        password: String?,
        duties: Set<Duty> = [],
        isDemo: Bool = false,
        by caller: Caller? = nil
    ) async throws -> ID<Person> {
        try caller?.require(.personAdd)
        let new = try await prepare(login: login, name: name, password: password, duties: duties, isDemo: isDemo)
        return try await platform.change(by: caller?.person) { try new.write($0) }
    }

    /// Checks what was typed and hashes the password, before the transaction.
    func prepare(
        login: String,
        name: String,
        password: String?,
        duties: Set<Duty>,
        isDemo: Bool
    ) async throws -> NewPerson {
        let login = try LoginName(new: login)
        let name = try PersonName.checked(name)
        if let password { try PasswordRule.check(password, login: login.text) }
        let hash = try await password.asyncMap(platform.passwords.hash) ?? PasswordHash.none
        return NewPerson(
            id: platform.world.newID(),
            login: login,
            name: name,
            hash: hash,
            duties: duties.sorted { $0.rawValue < $1.rawValue },
            isDemo: isDemo
        )
    }
}

/// Somebody about to be added.
struct NewPerson: Sendable {
    let id: ID<Person>
    let login: LoginName
    let name: String
    let hash: String
    let duties: [Duty]
    let isDemo: Bool

    func write(_ change: Change) throws -> ID<Person> {
        try insert(change)
        try change.record(.personAdded(person: id, duties: duties))
        return id
    }

    /// The rows alone, for who records how they came.
    func insert(_ change: Change) throws {
        guard try PersonQueries(change.db).person(login: login.text) == nil else { throw Refusal.loginTaken }
        let writes = PersonWrites(db: change.db)
        do {
            try writes.add(id, login: login, name: name, password: hash, isDemo: isDemo, at: change.now)
        } catch StorageError.uniqueViolation {
            // Somebody took it between the question and the answer.
            throw Refusal.loginTaken
        }
        for duty in duties { try writes.add(duty, to: id) }
    }
}

extension Refusal {
    static let loginTaken: Refusal = {
        let words = Words("这个登录名已经有人用了，请换一个。", "Somebody has this login already. Choose another.")
        return Refusal(
            code: "LOGIN_TAKEN",
            status: 409,
            words: words,
            fields: [FieldProblem(field: "login", words: words)]
        )
    }()

    static let personUnknown = Refusal(
        code: "PERSON_UNKNOWN",
        status: 404,
        words: Words("没有这个登录名。", "Nobody has this login.")
    )
}

extension Optional where Wrapped: Sendable {
    /// `map` for a function that waits.
    func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
