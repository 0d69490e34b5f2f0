import Crypto
import Domain
import Hummingbird
import Storage

/// The two secrets of a sign-in by QR code. The cookie's stays in the browser that shows the code, and only its holder gets the
/// session; the QR code's follows from it and leads nowhere back, so that whoever photographs the screen can only confirm.
struct CodeSecrets: Sendable {
    /// What the cookie holds.
    let browser: String

    init(browser: String) { self.browser = browser }

    init(_ world: World) { browser = Secret(prefix: "", world: world).text }

    /// What the QR code holds: 128 bits.
    var code: String { String(Secret.hash("code of \(browser)").prefix(32)) }

    static func cookieName(_ settings: Settings) -> String {
        settings.isSecure ? "__Host-steward_code" : "steward_code"
    }

    static func cookie(_ secret: String, _ settings: Settings) -> Cookie {
        Cookie(
            name: cookieName(settings),
            value: secret,
            maxAge: secret.isEmpty ? 0 : Int(CodeSignIn.lifetimeSeconds + CodeSignIn.claimSeconds),
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}

extension RateBudget {
    /// QR codes shown, by address: one is made whenever a sign-in page opens on a desk.
    static let signInCodes = RateBudget(name: "sign-in-code", burst: 60, perSecond: 0.5)
    /// Codes scanned, by person: nobody scans more, and whoever guesses needs more.
    static let scans = RateBudget(name: "scan", burst: 20, perSecond: 0.1)
}

/// Makes a QR code for a browser to show. The one that it showed before is left to expire.
struct ShowSignInCode: Sendable {
    let platform: Platform

    /// What the cookie is to hold. Throws `TOO_MANY_REQUESTS`.
    func callAsFunction(next: String, from origin: SignInOrigin) async throws -> CodeSecrets {
        let (secrets, now) = (CodeSecrets(platform.world), platform.world.now())
        try platform.limiter.take(.signInCodes, from: origin.address, at: now)
        let (id, end) = (platform.world.id(), now.adding(seconds: CodeSignIn.lifetimeSeconds))
        try await platform.engine.write { db in
            try CodeSignInWrites(db: db).add(
                id,
                code: Secret.hash(secrets.code),
                browser: Secret.hash(secrets.browser),
                next: next,
                from: origin,
                at: now,
                until: end
            )
        }
        return secrets
    }
}

/// What a signed-in phone does with a code: scans it, confirms, or refuses.
struct AnswerSignInCode: Sendable {
    let platform: Platform

    /// The code as it is afterwards.
    ///
    /// - Throws: `SIGN_IN_CODE_UNKNOWN`, or the refusal of what stands in the way (`CodeSignIn.Problem`).
    @discardableResult
    func callAsFunction(_ command: CodeSignIn.Command, _ code: String, by caller: Caller) async throws -> CodeSignInRow
    {
        try caller.require(.sessionConfirm, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        let (hash, now) = (Secret.hash(code), platform.world.now())
        try platform.limiter.take(.scans, of: person.rawValue, at: now)
        return try await platform.engine.write { db in
            let queries = CodeSignInQueries(db)
            // The second round sees what whoever was first has written.
            for _ in 0..<2 {
                guard let row = try queries.row(code: hash) else { throw Refusal.signInCodeUnknown }
                let state = try row.codeSignIn.checked(command, by: person, at: now)
                if state == row.codeSignIn.state { return row }
                guard try CodeSignInWrites(db: db).move(row, to: state, by: person, at: now) else { continue }
                guard let moved = try queries.row(code: hash) else { throw Refusal.signInCodeUnknown }
                return moved
            }
            throw Refusal.unavailable
        }
    }
}

/// Gives the browser that shows a confirmed code its session, once.
struct ClaimSignIn: Sendable {
    let platform: Platform

    /// - Throws: `SIGN_IN_CODE_UNKNOWN`, the refusal of what stands in the way, `ACCOUNT_DISABLED`.
    func callAsFunction(
        browser secret: String,
        from origin: SignInOrigin,
        on devices: [String],
        replacing old: ID<Session>?
    ) async throws -> (session: OpenedSession, next: String) {
        let (hash, fresh) = (Secret.hash(secret), FreshSession(platform.world))
        let now = platform.world.now()
        let found = try await platform.engine.read { try CodeSignInQueries($0).row(browser: hash) }
        guard let found, let person = found.codeSignIn.scannedBy else {
            guard let found else { throw Refusal.signInCodeUnknown }
            _ = try found.codeSignIn.checked(.claim, by: nil, at: now)
            throw Refusal.signInCodeUnknown
        }
        return try await platform.change(by: person) { change in
            guard let row = try CodeSignInQueries(change.db).row(browser: hash) else { throw Refusal.signInCodeUnknown }
            let state = try row.codeSignIn.checked(.claim, by: nil, at: change.now)
            try change.lock(person)
            guard try CodeSignInWrites(db: change.db).move(row, to: state, by: person, at: change.now) else {
                throw CodeSignIn.Problem.used.refusal
            }
            let session = try change.open(fresh, of: person, from: origin, on: devices, replacing: old)
            return (session, row.next)
        }
    }
}

extension CodeSignIn {
    /// `after`, with the refusal in words.
    func checked(_ command: Command, by person: ID<Person>?, at now: Instant) throws -> State {
        do {
            return try after(command, by: person, at: now)
        } catch {
            throw error.refusal
        }
    }
}

extension CodeSignIn.Problem {
    /// The problem as an answer.
    var refusal: Refusal {
        switch self {
        case .expired:
            Refusal(
                code: "SIGN_IN_CODE_EXPIRED",
                status: 410,
                words: Words("二维码已过期，请在电脑上换一个再扫。", "The code is over. Show a new one on the computer.")
            )
        case .foreign:
            Refusal(
                code: "SIGN_IN_CODE_FOREIGN",
                status: 403,
                words: Words("这个二维码已经被另一个人扫了。", "Somebody else scanned this code first.")
            )
        case .used:
            .conflict("SIGN_IN_CODE_USED", Words("这个二维码已经登录过，只能用一次。", "This code was used. Each works once."))
        case .refused:
            .conflict(
                "SIGN_IN_CODE_REFUSED",
                Words("这次登录已被拒绝。要登录，请换一个二维码。", "This sign-in was refused. To sign in, show a new code.")
            )
        case .confirmedAlready:
            .conflict(
                "SIGN_IN_CODE_CONFIRMED",
                Words("已经确认过，电脑会自己继续。", "It is confirmed already; the computer goes on by itself.")
            )
        case .notScanned:
            .conflict("SIGN_IN_CODE_NOT_SCANNED", Words("还没有人扫这个二维码。", "Nobody has scanned this code yet."))
        case .waiting:
            .conflict(
                "SIGN_IN_CODE_WAITING",
                Words("请先在手机上确认登录。", "Confirm the sign-in on the phone first.")
            )
        }
    }
}

extension Refusal {
    static let signInCodeUnknown = Refusal(
        code: "SIGN_IN_CODE_UNKNOWN",
        status: 404,
        words: Words("二维码无效。请在电脑的登录页上重新扫。", "This is no valid code. Scan the one on the computer's sign-in page.")
    )
}
