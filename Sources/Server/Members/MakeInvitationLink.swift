package import Domain
import Storage

/// Makes a link, shown as a QR code too, by which several people may join until it is used up, runs out or is revoked.
package struct MakeInvitationLink: Sendable {
    package struct Made: Sendable {
        package let id: ID<InvitationLink>
        package let code: String
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// 100 random bits.
    static let codeLength = 20

    /// - Parameters:
    ///   - uses: how many may join by it, 1 to 200.
    ///   - hours: how long it works, 1 hour to 30 days.
    /// - Throws: `INVALID` at `role`, `uses`, `hours`; `TOO_MANY_LINKS`.
    package func callAsFunction(
        _ role: MemberRole,
        uses: Int?,
        hours: Int?,
        in app: AuthorisedApp
    ) async throws -> Made {
        let limits = try InvitationRules.checkLink(role, uses: uses, hours: hours)
        guard let action = InvitationRules.action(inviting: role) else { throw Refusal.notInvitedToOwn }
        try app.require(action)
        let maker = try app.person()
        let made = Made(
            id: platform.world.newID(InvitationLink.self),
            code: platform.world.code(length: Self.codeLength)
        )
        return try await platform.change(by: maker) { change in
            try change.hold(app).require(action)
            let most = InvitationRules.mostLinks
            guard try LinkQueries(change.db).working(in: app.id, at: change.now, limit: most).count < most else {
                throw Refusal.tooManyLinks
            }
            let end = change.now.adding(seconds: Int64(limits.hours) * 3600)
            let link = LinkWrites.New(
                id: made.id,
                code: made.code,
                app: app.id,
                role: role,
                uses: limits.uses,
                maker: maker,
                expires: end
            )
            try LinkWrites(db: change.db).add(link, at: change.now)
            try change.record(
                .invitationLinkMade(link: made.id, role: role, uses: limits.uses, expires: end),
                in: app.id
            )
            return made
        }
    }
}
