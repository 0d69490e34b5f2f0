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
            let (links, members) = (LinkQueries(change.db), MembershipQueries(change.db))
            guard let found = try links.link(code: code), try InformationWrites(db: change.db).lock(found.app),
                let link = try links.link(code: code), link.works(at: change.now)
            else { throw Refusal.linkOver }
            let app = link.app
            let standing = try members.standing(of: person, near: app)
            if standing?.state == .unconfirmed { throw Refusal.invitationWaits }
            _ = try MemberState.state(after: .join, from: standing?.state)
            try MemberQuota.standard.check(link.role, taken: members.taken(link.role, in: app))
            guard try LinkWrites(db: change.db).use(link.id, at: change.now) else { throw Refusal.linkOver }
            try MembershipWrites(db: change.db).join(person, app, as: link.role, by: link.madeBy, at: change.now)
            try JoinRequestWrites(db: change.db).withdraw(of: person, in: app, at: change.now)
            try change.record(
                .memberJoined(person: person, role: link.role, link: link.id, invitedBy: link.madeBy),
                in: app
            )
            return app
        }
    }
}
