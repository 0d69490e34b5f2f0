package import Domain
import Storage

/// The other side of a hand-over takes the mini program, or declines. Whoever owned it stays as an administrator.
package struct AnswerHandOver: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `NOT_FOUND` for everybody but the one whom it was offered to; `ALREADY_…`; `HAND_OVER_VOID`.
    package func callAsFunction(_ handOver: ID<HandOver>, accepts: Bool, by caller: Caller) async throws {
        try caller.require(.invitationAnswer, as: nil, .itself)
        try await platform.change(by: caller.person) { change in
            let queries = HandOverQueries(change.db)
            guard let offered = try queries.handOver(handOver), offered.to == caller.person else {
                throw Refusal.notFound
            }
            try InformationWrites(db: change.db).lock(offered.app)
            guard let current = try queries.handOver(handOver) else { throw Refusal.notFound }
            let state = current.state.at(change.now, expires: current.expiresAt)
            let answer = accepts ? AnswerState.accepted : .declined
            guard state == .open, try HandOverWrites(db: change.db).close(handOver, as: answer, at: change.now) else {
                throw Refusal.alreadyAnswered(state)
            }
            let (app, owner, heir) = (current.app, current.from, current.to)
            guard accepts else {
                try change.record(.handOverDeclined(handOver: handOver, from: owner, person: heir), in: app)
                return
            }
            let members = MembershipQueries(change.db)
            guard let old = try members.standing(of: owner, near: app), old.role == .owner,
                let new = try members.standing(of: heir, near: app), new.state == .valid
            else { throw Refusal.handOverVoid }
            let writes = MembershipWrites(db: change.db)
            // In this order: one owner at a time.
            try writes.setRole(.administrator, of: owner, in: app)
            try writes.setRole(.owner, of: heir, in: app)
            try change.endWhatDepends(on: owner, in: app, nowOf: .administrator)
            try change.record(.handOverAccepted(handOver: handOver, from: owner, person: heir), in: app)
        }
    }
}
