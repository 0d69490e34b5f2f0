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
    /// Codes tried for one account from browsers that are not known and addresses that its owner has not been at. Only who knows the password gets here.
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
        let found = try await platform.engine.read { db in
            try SignInStepQueries(db).step(id, at: now).map { step in
                let attempt = SignInTry(
                    of: "second step of \(step.person)",
                    from: origin.address,
                    on: try DeviceQueries(db).known(devices, of: step.person),
                    isWhereTheyWere: try PersonQueries(db).credentials(login: step.login, at: now)?
                        .wasAt(origin.address) ?? false
                )
                return (step, attempt)
            }
        }
        guard let (step, attempt) = found else {
            try platform.limiter.take(.signIns, from: origin.address, at: now)
            throw Refusal.signInStepOver
        }
        guard !code.isEmpty else { throw Refusal.factorCodeRequired }
        try attempt.begin(in: platform, sharing: .factorsOfAccount)
        let session: OpenedSession
        do {
            session = try await platform.change(by: step.person) { change in
                try change.lock(step.person)
                guard try SignInStepWrites(db: change.db).take(id, at: change.now) else { throw Refusal.signInStepOver }
                try change.useFactor(of: step.person, typed: code)
                return try change.open(fresh, of: step.person, from: origin, on: devices, replacing: old)
            }
        } catch let refusal as Refusal where refusal.code == Refusal.wrongFactorCode.code {
            try await platform.noteFactorFailure(of: step.person)
            throw refusal
        }
        attempt.passed(in: platform)
        platform.factorGuesses.passed(step.person)
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
