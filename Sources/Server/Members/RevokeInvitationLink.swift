package import Domain

/// Ends a link. Whoever came in by it stays.
package struct RevokeInvitationLink: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Whoever made it may, and whoever may manage everybody of its role. Repeating it changes nothing.
    package func callAsFunction(_ link: ID<InvitationLink>, in app: AuthorisedApp) async throws {
        try await platform.change(by: try app.person()) { change in
            let held = try change.hold(app)
            guard let row = try LinkQueries(change.db).link(link, of: app.id),
                let action = InvitationRules.action(managing: row.role)
            else { throw Refusal.notFound }
            try held.require(action, row.madeBy == app.caller.person ? .invitedByMe : .other)
            guard try LinkWrites(db: change.db).end(link, at: change.now) else { return }
            try change.record(.invitationLinkRevoked(link: link), in: app.id)
        }
    }
}
