package import Domain
import Storage

/// Makes a development version the experience version, or takes that away again.
package struct SetExperience: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// 80 random bits: cannot be guessed, and short enough for a small QR code.
    static let codeLength = 16

    /// Setting the one that it is already changes nothing.
    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionSetExperience)
        let person = try app.person()
        let code = platform.world.code(length: Self.codeLength)
        try await platform.change(by: person) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).version(number, of: app.id)
            else { throw Refusal.notFound }
            guard version.status == .development else { throw Refusal.notInDevelopment }
            if version.isExperience { return }
            try ExperienceWrites(db: change.db).set(version.id, of: app.id, newCode: code, by: person, at: change.now)
            try change.record(.experienceSet(version: version.id, number: number), in: app.id)
        }
    }

    /// The code stays: it opens whatever is set next.
    package func cancel(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionSetExperience)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).version(number, of: app.id)
            else { throw Refusal.notFound }
            guard try ExperienceWrites(db: change.db).cancel(version.id, of: app.id) else {
                throw Refusal.notTheExperienceVersion
            }
            try change.record(.experienceCancelled(version: version.id, number: number), in: app.id)
        }
    }
}
