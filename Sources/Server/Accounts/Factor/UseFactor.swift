import Domain
import Storage

extension Change {
    /// Uses up a code of a person's second factor: six digits of their app, or a recovery code. What is refused afterwards in the
    /// same transaction leaves the code unused.
    ///
    /// - Throws: `FACTOR_CODE_REQUIRED`, `WRONG_FACTOR_CODE`, `FACTOR_CODE_EXPIRED`, `FACTOR_CODE_USED`, `RECOVERY_CODE_USED`.
    func useFactor(of person: ID<Person>, typed: String?) throws {
        let typed = typed ?? ""
        guard !typed.isEmpty else { throw Refusal.factorCodeRequired }
        guard let code = FactorCode(typed), let factor = try FactorQueries(db).factor(of: person),
            factor.confirmedAt != nil
        else { throw Refusal.wrongFactorCode }
        switch code {
        case .digits(let digits): try use(digits, factor.totp, of: person)
        case .recovery(let code):
            let hash = RecoveryCode.hash(code, of: person)
            guard try FactorWrites(db: db).use(recoveryCode: hash, of: person, at: now) else {
                let isKnown = try FactorQueries(db).use(ofRecoveryCode: hash, of: person).isKnown
                throw isKnown ? Refusal.recoveryCodeUsed : Refusal.wrongFactorCode
            }
            let left = try FactorQueries(db).recoveryCodesLeft(of: person)
            try record(.recoveryCodeUsed(person: person, left: left))
        }
    }

    /// Takes the code of a time step, once.
    func use(_ digits: String, _ totp: TOTP, of person: ID<Person>) throws {
        switch totp.judgement(of: digits, at: now) {
        case .wrong: throw Refusal.wrongFactorCode
        case .stale: throw Refusal.factorCodeExpired
        case .right(let step):
            guard try FactorWrites(db: db).use(step, of: person, at: now) else { throw Refusal.factorCodeUsed }
        }
    }
}

/// Recovery codes as they are stored.
enum RecoveryCode {
    /// Ten fresh ones.
    static func fresh(_ world: World) -> [String] {
        (0..<RecoveryCodes.count).map { _ in world.code(length: RecoveryCodes.letters) }
    }

    /// With the person in it, so that equal codes of two people look different.
    static func hash(_ code: String, of person: ID<Person>) -> String { Secret.hash("\(person):\(code)") }
}

/// What somebody gives who is asked once more who they are: a code of their second factor, and where they are, since what is
/// wrong is counted by person and address.
package struct FreshCode: Sendable, Hashable {
    /// As typed (`factor_code`, `Steward-Factor-Code`).
    let typed: String?
    let address: String

    package static let none = FreshCode(nil)

    init(_ typed: String?, from address: String = "") { (self.typed, self.address) = (typed, address) }
}

extension AppContext {
    /// What came with this request.
    func freshCode(_ typed: String?) -> FreshCode { FreshCode(typed, from: address) }
}

extension RateBudget {
    /// Passwords and codes that one signed-in person is asked for again, from all addresses together: what somebody in a stolen
    /// session can guess.
    static let stepUps = RateBudget(name: "step-up", burst: 30, perSecond: 0.05)
}

extension Platform {
    /// A use case's transaction that asks once more who it is (*step-up*): a person with a second factor must give a fresh code of
    /// it, which is used up with the change; from others nothing is asked. Wrong codes are slowed like wrong passwords.
    ///
    /// - Parameter asks: whether, as things stand, the change is one that asks.
    func change<Result: Sendable>(
        by person: ID<Person>?,
        proving code: FreshCode,
        when asks: @escaping @Sendable (any Reading) throws -> Bool = { _ in true },
        _ body: @escaping @Sendable (Change) throws -> Result
    ) async throws -> Result {
        guard let person else { return try await change(by: nil, body) }
        guard try await engine.read({ try FactorQueries($0).hasFactor(person) && asks($0) }) else {
            return try await change(by: person) { change in
                // It may ask since the question before.
                if try FactorQueries(change.db).hasFactor(person), try asks(change.db) {
                    throw Refusal.factorCodeRequired
                }
                return try body(change)
            }
        }
        guard let typed = code.typed, !typed.isEmpty else { throw Refusal.factorCodeRequired }
        let key = "factor of \(person)"
        try signInGate.enter(login: key, address: code.address, at: world.now())
        try limiter.take(.stepUps, of: key, at: world.now())
        do {
            let result = try await change(by: person) { change in
                try change.useFactor(of: person, typed: typed)
                return try body(change)
            }
            signInGate.passed(login: key, address: code.address)
            return result
        } catch let refusal as Refusal where !refusal.isAboutFactor {
            // The code was right; the change was refused for a reason of its own.
            signInGate.passed(login: key, address: code.address)
            throw refusal
        }
    }
}

extension Refusal {
    /// The field in which forms and JSON bodies ask for a fresh code.
    static let factorField = "factor_code"

    /// Whether it speaks of the code that was typed.
    var isAboutFactor: Bool { fields.contains { $0.field == Self.factorField } }

    private static func factor(_ code: String, _ zh: String, _ en: String) -> Refusal {
        let words = Words(zh, en)
        return Refusal(
            code: code,
            status: 422,
            words: words,
            fields: [FieldProblem(field: factorField, words: words)]
        )
    }

    static let factorCodeRequired = factor(
        "FACTOR_CODE_REQUIRED",
        "这一步要再验证一次，请输入验证器里的 6 位数字。",
        "This asks once more who you are. Type the 6 digits of your authenticator app."
    )
    static let wrongFactorCode = factor(
        "WRONG_FACTOR_CODE",
        "验证码不对。请看验证器里现在的 6 位数字，或者用一个恢复码。",
        "Wrong code. Type the 6 digits that the app shows now, or a recovery code."
    )
    /// While there are no recovery codes yet.
    static let wrongFirstCode = factor(
        "WRONG_FACTOR_CODE",
        "验证码不对。请确认验证器扫的是这个二维码，再输入它现在显示的 6 位数字。",
        "Wrong code. Make sure that the app has scanned this code, then type the 6 digits that it shows now."
    )
    static let factorCodeExpired = factor(
        "FACTOR_CODE_EXPIRED",
        "这个验证码已经过期，请输入现在显示的；一直不对，就核对手机的时间。",
        "This code is over. Type the present one; if that fails, check your phone's clock."
    )
    static let factorCodeUsed = factor(
        "FACTOR_CODE_USED",
        "这个验证码刚用过，每个只能用一次。请等下一个，最多 30 秒。",
        "This code was used just now; each works once. Wait for the next, 30 seconds at most."
    )
    static let recoveryCodeUsed = factor(
        "RECOVERY_CODE_USED",
        "这个恢复码已经用过，请换一个。",
        "This recovery code was used before. Take another."
    )
}
