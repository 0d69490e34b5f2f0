import Domain

/// What a member is called among the members; empty takes it away.
package struct SetNickname: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `INVALID` at `nickname`, `NOT_FOUND`, 403 where somebody else invited them.
    package func callAsFunction(_ typed: String, of login: String, in app: AuthorisedApp) async throws {
        let nickname = try InvitationRules.nickname(typed)
        try await platform.change(by: try app.person()) { change in
            let held = try change.hold(app)
            guard let member = try MembershipQueries(change.db).standing(ofLogin: login, in: app.id) else {
                throw Refusal.notFound
            }
            // The owner's own: whoever may manage administrators is the owner.
            let action = InvitationRules.action(managing: member.role) ?? .memberManageAdministrator
            try held.require(action, member.relation(to: app.caller.person))
            try MembershipWrites(db: change.db).setNickname(nickname, of: member.person, in: app.id)
            try change.record(.memberNicknamed(person: member.person), in: app.id)
        }
    }
}
