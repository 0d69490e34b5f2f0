package import Domain

/// Asks to become a member, from the page that somebody sees who opens the experience version and is none.
package struct AskToJoin: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - code: that of the experience version: whoever holds it knows of the mini program.
    ///   - note: who they are, in a few words.
    /// - Throws: `NOT_FOUND`, `MEMBER_EXISTS`, `INVITATION_WAITS`, `ALREADY_ASKED`, `ASK_LATER`, `TOO_MANY_JOIN_REQUESTS`.
    @discardableResult
    package func callAsFunction(code: String, note typed: String, by caller: Caller) async throws -> ID<JoinRequest> {
        try caller.require(.joinRequest)
        guard let person = caller.person else { throw Refusal.signInRequired }
        let note = try InvitationRules.note(typed)
        let id = platform.world.newID(JoinRequest.self)
        return try await platform.change(by: person) { change in
            guard let app = try ExperienceQueries(change.db).found(code: code)?.app,
                try InformationWrites(db: change.db).lock(app)
            else { throw Refusal.notFound }
            switch try MembershipQueries(change.db).standing(of: person, near: app)?.state {
            case .valid: throw Refusal.memberExists
            case .unconfirmed: throw Refusal.invitationWaits
            case .refused, .timeout, nil: break
            }
            let requests = JoinRequestQueries(change.db)
            if let last = try requests.latest(of: person, in: app) {
                if last.state == .open { throw Refusal.alreadyAsked }
                if last.state == .declined, let decided = last.decidedAt,
                    change.now.seconds(since: decided) < InvitationRules.askAgainSeconds
                {
                    throw Refusal.askLater
                }
            }
            guard try requests.count(in: app) < InvitationRules.mostRequests else { throw Refusal.tooManyRequests }
            try JoinRequestWrites(db: change.db).add(id, person, to: app, note: note, at: change.now)
            try change.record(.joinRequested(request: id, person: person), in: app)
            return id
        }
    }
}
