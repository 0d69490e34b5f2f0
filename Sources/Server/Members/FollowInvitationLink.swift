package import Domain

/// Joins a mini program by a link.
package struct FollowInvitationLink: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Gives the mini program. Each use lets one person in; the last one is given out once.
    ///
    /// - Throws: `INVITATION_LINK_OVER`, `MEMBER_EXISTS`, `INVITATION_WAITS`, `MEMBER_QUOTA_REACHED`.
    package func callAsFunction(_ code: String, by caller: Caller) async throws -> ID<MiniProgram> {
        try caller.require(.joinRequest)
        guard let person = caller.person else { throw Refusal.signInRequired }
        return try await platform.change(by: person) { change in
            try change.holdApp(ofLink: code)
            guard let link = try LinkQueries(change.db).link(code: code), link.works(at: change.now) else {
                throw Refusal.linkOver
            }
            try change.join(person, by: link)
            return link.app
        }
    }
}

extension Change {
    /// Holds the mini program that a link leads to until the transaction ends, so that counts are right.
    func holdApp(ofLink code: String) throws {
        guard let link = try LinkQueries(db).link(code: code), try InformationWrites(db: db).lock(link.app) else {
            throw Refusal.linkOver
        }
    }

    /// Makes somebody a member by a link that works, with its mini program held.
    func join(_ person: ID<Person>, by link: LinkRow) throws {
        let (members, app) = (MembershipQueries(db), link.app)
        let standing = try members.standing(of: person, near: app)
        if standing?.state == .unconfirmed { throw Refusal.invitationWaits }
        _ = try MemberState.state(after: .join, from: standing?.state)
        try MemberQuota.standard.check(link.role, taken: members.taken(link.role, in: app))
        guard try LinkWrites(db: db).use(link.id, at: now) else { throw Refusal.linkOver }
        try MembershipWrites(db: db).join(person, app, as: link.role, by: link.madeBy, at: now)
        try JoinRequestWrites(db: db).withdraw(of: person, in: app, at: now)
        try record(.memberJoined(person: person, role: link.role, link: link.id, invitedBy: link.madeBy), in: app)
    }
}
