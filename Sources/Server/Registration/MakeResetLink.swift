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
    /// - Parameter caller: who makes it; nil for a command on the data.
    /// - Throws: `PERSON_UNKNOWN`, `PERSON_DISABLED`.
    package func callAsFunction(login: String, by caller: Caller? = nil) async throws -> Made {
        try caller?.require(.personSetPassword)
        let secret = Secret(prefix: "", world: platform.world)
        let id = platform.world.newID(ResetLink.self)
        return try await platform.change(by: caller?.person) { change in
            guard let person = try PersonQueries(change.db).named(login) else { throw Refusal.personUnknown }
            guard try PersonWrites(db: change.db).hold(person.id) else { throw Refusal.resetOfDisabled }
            let (writes, end) = (ResetLinkWrites(db: change.db), ResetLinkState.expires(from: change.now))
            try writes.endOpen(of: person.id, as: .replaced, at: change.now)
            try writes.add(
                id,
                of: person.id,
                hash: Secret.hash(secret.text),
                by: change.actor,
                at: change.now,
                until: end
            )
            try change.record(.resetLinkMade(link: id, person: person.id, expires: end))
            return Made(id: id, secret: secret.text, expiresAt: end, login: person.login, name: person.name)
        }
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
