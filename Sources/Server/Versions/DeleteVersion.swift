package import Domain
import Storage

/// Deletes a development version for good; its package goes with the next clean-up.
package struct DeleteVersion: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter cancelsExperience: whether the experience version may be cancelled and deleted in one step.
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        cancelsExperience: Bool = false
    ) async throws {
        try app.require(.versionDelete)
        if cancelsExperience { try app.require(.versionSetExperience) }
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).version(number, of: app.id)
            else { throw Refusal.notFound }
            do {
                _ = try version.status.destination(of: .delete)
            } catch {
                throw Refusal.notDeletable
            }
            let people = try MembershipQueries(change.db).people(of: app.id)
            if version.isExperience {
                guard cancelsExperience else { throw Refusal.isExperienceVersion }
                guard try ExperienceWrites(db: change.db).cancel(version.id, of: app.id) else {
                    throw Refusal.notTheExperienceVersion
                }
                change.record(.experienceCancelled(version: version.id, number: number), in: app.id, for: people)
            }
            guard try VersionWrites(db: change.db).delete(version.id) else { throw Refusal.notDeletable }
            change.record(.versionDeleted(version: version.id, number: number), in: app.id, for: people)
        }
    }
}
