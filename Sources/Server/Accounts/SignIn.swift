package import Domain
import Storage

/// Lets somebody in by login and password.
///
/// An unknown login, a wrong password and a login without one are the same from outside: the same words after the same work.
package struct SignIn: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Who it is. `Enter` goes on with them.
    ///
    /// - Parameter devices: the hashes of what the browser's device cookie holds.
    /// - Throws: `WRONG_CREDENTIALS`, `ACCOUNT_DISABLED` (only to who knows the password), `TOO_MANY_REQUESTS`, `UNAVAILABLE`.
    package func callAsFunction(
        login: String,
        password: String,
        from origin: SignInOrigin,
        on devices: [String] = []
    ) async throws -> ID<Person> {
        let (key, now) = (LoginName.key(of: login), platform.world.now())
        let (found, device) = try await platform.engine.read { db in
            let found = try PersonQueries(db).credentials(login: key, at: now)
            // Asked for whoever does not exist too.
            return (found, try DeviceQueries(db).known(devices, of: found?.id ?? ID(rawValue: "")))
        }
        let attempt = SignInTry(
            of: key,
            from: origin.address,
            on: device,
            isWhereTheyWere: found?.wasAt(origin.address) ?? false
        )
        try attempt.begin(in: platform, sharing: .signInsOfAccount)
        let isRight = try await platform.passwords.verify(password, against: found?.password)
        guard isRight, let found else {
            throw Refusal.wrongCredentials(
                freeTries: platform.signInGate.freeTries(login: key, address: attempt.place)
            )
        }
        attempt.passed(in: platform)
        if found.isDisabled {
            let disabling = try await platform.engine.read { try PeopleQueries($0).disabling(of: found.id) }
            throw Refusal.accountDisabled(disabling)
        }
        if platform.passwords.isOutdated(found.password) {
            let hash = try await platform.passwords.hash(password)
            try await platform.engine.write {
                try PersonWrites(db: $0).replacePassword(found.password, by: hash, of: found.id)
            }
        }
        return found.id
    }
}

/// Lets somebody in as one of the demonstration people, by one tap.
struct SignInAsDemoPerson: Sendable {
    let platform: Platform

    /// Refused like anything that does not exist where this is no demonstration.
    func callAsFunction(login: String) async throws -> ID<Person> {
        guard platform.settings.isDemo else { throw Refusal.notFound }
        let (key, now) = (LoginName.key(of: login), platform.world.now())
        let found = try await platform.engine.read {
            try PersonQueries($0).credentials(login: key, at: now)
        }
        guard let found, found.isDemo, !found.isDisabled else { throw Refusal.notFound }
        return found.id
    }
}

extension RateBudget {
    /// Tries to sign in to one account from browsers that are not known and addresses that its owner has not been at: what a
    /// crowd of machines can guess.
    static let signInsOfAccount = RateBudget(name: "sign-in-account", burst: 30, perSecond: 0.05)
}

extension Refusal {
    static func wrongCredentials(freeTries: Int) -> Refusal {
        let words =
            switch freeTries {
            case 0: Words("账号或密码不对，再试要等一会儿。", "Wrong login or password. The next try has to wait.")
            case 1, 2:
                Words(
                    "账号或密码不对。再错 \(freeTries) 次就要等一会儿。",
                    "Wrong login or password. Waiting starts after \(freeTries) more."
                )
            default: Words("账号或密码不对。", "Wrong login or password.")
            }
        return Refusal(
            code: "WRONG_CREDENTIALS",
            status: 422,
            words: words,
            fields: [FieldProblem(field: "password", words: words)]
        )
    }

    /// With the reason, for who knows the password.
    static func accountDisabled(_ disabling: PersonDisabling?) -> Refusal {
        let reason = disabling.map { disabling in
            let note = disabling.note.isEmpty ? Words("", "") : Words("：\(disabling.note)", ": \(disabling.note)")
            return Words(
                "原因是“\(disabling.reason.words.zh)”\(note.zh)。",
                " The reason is “\(disabling.reason.words.en)”\(note.en)."
            )
        }
        return Refusal(
            code: "ACCOUNT_DISABLED",
            status: 403,
            words: Words(
                "这个账号已停用，请联系系统管理员。\(reason?.zh ?? "")",
                "This account is disabled. Ask a system administrator.\(reason?.en ?? "")"
            )
        )
    }
}
