package import Domain
import Storage

/// Takes a notice back: nobody gets it any more from this moment, and it leaves the inboxes in the background.
package struct WithdrawNotice: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ id: ID<Notice>, by caller: Caller) async throws {
        try caller.require(.noticeWrite)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try await platform.change(by: person) { change in
            guard try NoticeWrites(db: change.db).withdraw(id, by: person, at: change.now) else {
                throw try NoticeQueries(change.db).notice(id).map { Refusal.noticeState($0.state) } ?? Refusal.notFound
            }
            try change.record(.noticeWithdrawn(notice: id))
        }
    }
}
