package import Domain
import Storage

/// Takes a version back from the reviewers before they decide.
package struct WithdrawSubmission: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionWithdraw)
        try await platform.change(by: try app.person()) { change in
            try change.carryOut(.withdraw, on: number, of: app.id)
            guard let version = try VersionQueries(change.db).id(of: number, in: app.id) else { throw Refusal.notFound }
            try SubmissionWrites(db: change.db).withdraw(version, at: change.now)
        }
    }
}
