import Domain
import Storage

/// The second step of a sign-in: between the right password and the session.
enum SignInStep {
    /// How long the code may be given.
    static let lifetimeSeconds: Int64 = 300

    /// Over TLS the name binds the cookie to this host and path (`__Host-`).
    static func cookieName(_ settings: Settings) -> String {
        settings.isSecure ? "__Host-steward_step" : "steward_step"
    }
}

extension RateBudget {
    /// Codes tried for one account from addresses that its owner has not been at. Only who knows the password gets here.
    static let factorsOfAccount = RateBudget(name: "factor-account", burst: 10, perSecond: 0.01)
}

/// Takes the code of the second step and opens the session. Of two at once, one gets it.
struct PassSecondStep: Sendable {
    let platform: Platform

    /// - Parameter secret: what the cookie of the step holds.
    /// - Throws: `SIGN_IN_STEP_OVER`; a refusal at `factor_code`; `ACCOUNT_DISABLED`; `TOO_MANY_REQUESTS`.
    func callAsFunction(
        secret: String,
        code: String,
        from origin: SignInOrigin,
        on devices: [String],
        replacing old: ID<Session>?
    ) async throws -> (session: OpenedSession, next: String) {
        let (id, now, fresh) = (Secret.hash(secret), platform.world.now(), FreshSession(platform.world))
        try platform.limiter.take(.signIns, from: origin.address, at: now)
        let found = try await platform.engine.read { db in
            try SignInStepQueries(db).step(id, at: now).map { step in
                (step, try PersonQueries(db).credentials(login: step.login, address: origin.address, at: now))
            }
        }
        guard let (step, credentials) = found else { throw Refusal.signInStepOver }
        guard !code.isEmpty else { throw Refusal.factorCodeRequired }
        let key = "second step of \(step.person)"
        try platform.signInGate.enter(login: key, address: origin.address, at: now)
        // From where they have been before, only their own failures count; from elsewhere, everybody's together.
        if credentials?.knowsAddress != true {
            try platform.limiter.take(.factorsOfAccount, of: key, at: now)
        }
        let session = try await platform.change(by: step.person) { change in
            try change.lock(step.person)
            guard try SignInStepWrites(db: change.db).take(id, at: change.now) else { throw Refusal.signInStepOver }
            try change.useFactor(of: step.person, typed: code)
            return try change.open(fresh, of: step.person, from: origin, on: devices, replacing: old)
        }
        platform.signInGate.passed(login: key, address: origin.address)
        return (session, step.next)
    }
}

extension Refusal {
    static let signInStepOver = Refusal(
        code: "SIGN_IN_STEP_OVER",
        status: 410,
        words: Words("登录已超时，请重新输入密码。", "The sign-in took too long. Begin again with the password.")
    )
}
