package import Domain
import Storage

/// Makes a link by which somebody who forgot their password sets a new one, within 24 hours and once.
///
/// No password is ever shown to whoever makes it. Its secret is handed out once and kept as its hash: a stolen database gives
/// no account away. An administrator who uses it themselves does not do so unseen: that it was made, by whom, and that it was
/// used stands in the journal and in two urgent messages to the person, whose sessions end.
package struct MakeResetLink: Sendable {
    package struct Made: Sendable {
        package let id: ID<ResetLink>
        /// What the link holds; never seen again.
        package let secret: String
        package let expiresAt: Instant
        package let login: String
        package let name: String
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// An open link of theirs is replaced.
    ///
    /// - Parameters:
    ///   - caller: who makes it; nil for a command on the data.
    ///   - code: a fresh code of the caller's second factor, if they have one.
    /// - Throws: `PERSON_UNKNOWN`, `PERSON_DISABLED`, a refusal at `factor_code`.
    package func callAsFunction(login: String, by caller: Caller? = nil, code: FreshCode = .none) async throws -> Made {
        try caller?.require(.personSetPassword)
        let fresh = Fresh(platform.world)
        return try await platform.change(by: caller?.person, proving: code) {
            try $0.makeResetLink(fresh, login: login)
        }
    }

    /// What is made up before the transaction, which may run again.
    struct Fresh: Sendable {
        let id: ID<ResetLink>
        let secret: String

        init(_ world: World) { (id, secret) = (world.newID(), Secret(prefix: "", world: world).text) }
    }
}

extension Change {
    /// Makes a link that sets a new password for the person with this login; an open one of theirs is replaced.
    func makeResetLink(_ fresh: MakeResetLink.Fresh, login: String) throws -> MakeResetLink.Made {
        guard let person = try PersonQueries(db).named(login) else { throw Refusal.personUnknown }
        guard try PersonWrites(db: db).hold(person.id) else { throw Refusal.resetOfDisabled }
        let (writes, end) = (ResetLinkWrites(db: db), ResetLinkState.expires(from: now))
        try writes.endOpen(of: person.id, as: .replaced, at: now)
        try writes.add(fresh.id, of: person.id, hash: Secret.hash(fresh.secret), by: actor, at: now, until: end)
        try record(.resetLinkMade(link: fresh.id, person: person.id, expires: end))
        return MakeResetLink.Made(
            id: fresh.id,
            secret: fresh.secret,
            expiresAt: end,
            login: person.login,
            name: person.name
        )
    }
}

extension Refusal {
    static let resetOfDisabled = Refusal.conflict(
        "PERSON_DISABLED",
        Words(
            "这个账号已停用，不能重设密码。请先恢复使用，再生成链接。",
            "This account is disabled. Enable it first, then make the link."
        )
    )
}
