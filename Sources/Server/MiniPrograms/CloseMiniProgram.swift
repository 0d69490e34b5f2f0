import Domain
import Storage

/// Closes a mini program for good: its members leave it, its pages and its code lead nowhere any more.
///
/// Versions, packages and the journal are kept, so that what users once got can be proved; nobody can reach them.
package struct CloseMiniProgram: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - typedName: the mini program's name, typed to confirm; nil only where a program asks, not a person.
    ///   - code: a fresh code of the caller's second factor, if they have one.
    package func callAsFunction(_ app: AuthorisedApp, typedName: String?, code: FreshCode = .none) async throws {
        try app.require(.appClose)
        if let typedName, PlainText.line(typedName) != app.name {
            throw Refusal.nameDiffers(app.name)
        }
        let id = app.id
        try await platform.change(by: app.caller.person, proving: code) { change in
            guard try MiniProgramWrites(db: change.db).close(id, at: change.now) else {
                throw Refusal.conflict(
                    "ALREADY_CLOSED",
                    Words("这个小程序已经注销。", "This mini program is closed already.")
                )
            }
            try change.record(.appClosed, in: id)
            try MembershipWrites(db: change.db).removeAll(from: id, at: change.now)
            try SubmissionWrites(db: change.db).withdrawAll(of: id, at: change.now)
            try PatchWrites(db: change.db).removeAll(of: id)
        }
    }
}
