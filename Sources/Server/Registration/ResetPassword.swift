import Domain
import Storage

/// Sets a new password by a link. All sessions of the person end, and their tokens are revoked; their second factor stays: the
/// link replaces what was forgotten, nothing else.
package struct ResetPassword: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Nobody is signed in by it: whoever holds the link goes through the sign-in with the new password.
    ///
    /// - Throws: `INVALID` at `password`; `RESET_LINK_UNKNOWN`, `…_USED`, `…_REPLACED`, `…_CANCELLED`, `…_EXPIRED`;
    ///   `TOO_MANY_REQUESTS`.
    package func callAsFunction(secret: String, password: String, from address: String) async throws {
        let row = try await platform.resetLink(secret, from: address)
        if let refusal = row.state(at: platform.world.now()).refusal { throw refusal }
        try PasswordRule.check(password, login: row.login)
        try platform.limiter.take(.signIns, from: address, at: platform.world.now())
        let hash = try await platform.passwords.hash(password)
        // Whoever holds the link may be anybody: the journal names nobody as the one who did it.
        try await platform.change(by: nil) { change in
            guard try PersonWrites(db: change.db).hold(row.person),
                try ResetLinkQueries(change.db).link(secret: secret)?.state(at: change.now) == .open,
                try ResetLinkWrites(db: change.db).use(row.id, at: change.now)
            else {
                let state = try ResetLinkQueries(change.db).link(secret: secret)?.state(at: change.now)
                throw state?.refusal ?? Refusal.resetLinkUnknown
            }
            try PersonWrites(db: change.db).setPassword(hash, of: row.person)
            try SessionWrites(db: change.db).endAll(of: row.person)
            _ = try TokenWrites(db: change.db).revokeAll(of: row.person, at: change.now)
            try change.record(.passwordReset(link: row.id, person: row.person, madeBy: row.madeBy))
        }
    }
}

extension Platform {
    /// Secrets that were never given out are counted by address.
    func resetLink(_ secret: String, from address: String) async throws -> ResetLinkRow {
        guard let row = try await engine.read({ try ResetLinkQueries($0).link(secret: secret) }) else {
            try limiter.take(.unknownLinks, from: address, at: world.now())
            throw Refusal.resetLinkUnknown
        }
        return row
    }
}

extension Refusal {
    static let resetLinkUnknown = Refusal(
        code: "RESET_LINK_UNKNOWN",
        status: 404,
        words: Words(
            "没有这个重设链接。请检查链接是否完整，或请系统管理员再生成一个。",
            "There is no such link. Is it complete? If so, ask an administrator for a new one."
        )
    )
}
