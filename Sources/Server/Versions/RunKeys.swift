import Crypto
import Domain
import Storage

/// What a running mini program is allowed to read: the files of one package, until a moment, for whom it was given to.
///
/// It stands in the address of every file, since the frame in which the mini program runs has no cookies. Whoever holds it
/// can do nothing else with it. It says by what right it was given, and that is looked up again at every file: it ends at once
/// when the person is no member any more, or when the experience code by which it was got is replaced.
struct RunKey: Sendable, Equatable {
    enum Subject: Sendable, Equatable {
        case version(ID<Version>)
        case preview(String)
    }

    let subject: Subject
    /// The member or operator that it was given to; nil for a stranger whom the experience is open to.
    let holder: ID<Person>?
    /// The experience code by which it was got, if it was.
    let code: String?
    let expires: Instant

    /// How long a page may stay open and still load files.
    static let seconds: Int64 = 2 * 3600

    fileprivate var claim: String {
        let right = "\(String(expires.milliseconds, radix: 36))-\(holder?.rawValue ?? "")-\(code ?? "")"
        switch subject {
        case .version(let id): return "v-\(id)-\(right)"
        case .preview(let code): return "p-\(code)-\(right)"
        }
    }

    init(_ subject: Subject, for holder: ID<Person>?, through code: String? = nil, expires: Instant) {
        (self.subject, self.holder, self.code, self.expires) = (subject, holder, code, expires)
    }

    fileprivate init?(claim: some Collection<Substring>) {
        let parts = Array(claim)
        guard parts.count == 5, let end = Int64(parts[2], radix: 36) else { return nil }
        let subject: Subject
        switch parts[0] {
        case "v": subject = .version(ID(rawValue: String(parts[1])))
        case "p": subject = .preview(String(parts[1]))
        default: return nil
        }
        self.init(
            subject,
            for: parts[3].isEmpty ? nil : ID(rawValue: String(parts[3])),
            through: parts[4].isEmpty ? nil : String(parts[4]),
            expires: Instant(milliseconds: end)
        )
    }
}

/// Signs and checks run keys with a secret that this installation made for itself once and keeps in its database.
actor RunKeys {
    private let engine: any Engine
    private let world: World
    private var secret: SymmetricKey?

    init(engine: any Engine, world: World) { (self.engine, self.world) = (engine, world) }

    func text(of key: RunKey) async throws -> String {
        let claim = key.claim
        return "\(claim)-\(Hex.text(try await seal(claim).prefix(Self.sealBytes)))"
    }

    /// The key that a text is; nil when it was not made here, was changed, or is over.
    func key(_ text: String) async throws -> RunKey? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count < 200, let key = RunKey(claim: parts.dropLast()), let given = parts.last,
            key.expires > world.now()
        else { return nil }
        let right = Hex.text(try await seal(key.claim).prefix(Self.sealBytes))
        return Array(given.utf8).equalsInConstantTime(Array(right.utf8)) ? key : nil
    }

    private static let sealBytes = 16

    private func seal(_ claim: String) async throws -> [UInt8] {
        let secret = try await loadSecret()
        return Array(HMAC<SHA256>.authenticationCode(for: Array("run:\(claim)".utf8), using: secret))
    }

    private func loadSecret() async throws -> SymmetricKey {
        if let secret { return secret }
        let fresh = Hex.text(world.bytes(32))
        // Two nodes at their first start agree on the one that was written first.
        let kept = try await engine.write { try SettingWrites(db: $0).value("run-key", orKeep: fresh) }
        let key = SymmetricKey(data: Array(kept.utf8))
        secret = key
        return key
    }
}
