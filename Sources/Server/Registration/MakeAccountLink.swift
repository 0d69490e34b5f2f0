package import Domain
import Storage

/// Makes a link, shown as a QR code too, by which several people make themselves an account.
///
/// The code is kept as it is, like that of a member's link, so that the page can show the QR code again for as long as the
/// link works: it is printed, put on a wall, handed out twice. A stolen database then gives away the links that still work,
/// and with them accounts that see no mini program; each use stands on the link's page and is told to its maker, who can end
/// it at once. What gives somebody's *own* account away, the link to a new password, is kept as its hash.
package struct MakeAccountLink: Sendable {
    package struct Made: Sendable {
        package let id: ID<AccountLink>
        package let code: String
        package let expiresAt: Instant
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - uses: how many may come in by it, 1 to 200.
    ///   - hours: how long it works, 1 hour to 30 days.
    ///   - note: what it is for; only operators read it.
    ///   - caller: who makes it; nil for a command on the data.
    /// - Throws: `INVALID` at `uses`, `hours`, `note`; `TOO_MANY_LINKS`.
    package func callAsFunction(
        uses: Int?,
        hours: Int?,
        note: String = "",
        by caller: Caller? = nil
    ) async throws -> Made {
        try caller?.require(.personInvite)
        let limits = try AccountLinkRules.check(uses: uses, hours: hours, note: note)
        let (id, code) = (
            platform.world.newID(AccountLink.self), platform.world.code(length: MakeInvitationLink.codeLength)
        )
        return try await platform.change(by: caller?.person) { change in
            let most = AccountLinkRules.most
            guard try AccountLinkQueries(change.db).working(at: change.now, upTo: most) < most else {
                throw Refusal.tooManyAccountLinks
            }
            let made = Made(id: id, code: code, expiresAt: change.now.adding(seconds: Int64(limits.hours) * 3600))
            let new = AccountLinkWrites.New(
                id: id,
                code: code,
                note: limits.note,
                uses: limits.uses,
                maker: change.actor,
                expires: made.expiresAt
            )
            try AccountLinkWrites(db: change.db).add(new, at: change.now)
            try change.record(.accountLinkMade(link: id, uses: limits.uses, expires: made.expiresAt))
            return made
        }
    }
}

/// Ends a link. Whoever came in by it stays.
package struct RevokeAccountLink: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Any administrator may; repeating it changes nothing.
    package func callAsFunction(_ id: ID<AccountLink>, by caller: Caller? = nil) async throws {
        try caller?.require(.personInvite)
        try await platform.change(by: caller?.person) { change in
            guard try AccountLinkQueries(change.db).link(id) != nil else { throw Refusal.notFound }
            guard try AccountLinkWrites(db: change.db).end(id, at: change.now) else { return }
            try change.record(.accountLinkRevoked(link: id))
        }
    }
}

extension Refusal {
    static let tooManyAccountLinks = Refusal.conflict(
        "TOO_MANY_LINKS",
        Words(
            "同时最多 \(AccountLinkRules.most) 个有效链接，请先停用一个。",
            "\(AccountLinkRules.most) links may work at the same time. Revoke one first."
        )
    )
}
