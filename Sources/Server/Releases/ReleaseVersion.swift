package import Domain

/// Releases a version to everybody; the one before becomes what can be gone back to.
package struct ReleaseVersion: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        through channel: ActionChannel = .byHand
    ) async throws {
        try app.require(.versionRelease)
        try await platform.change(by: try app.person()) { change in
            try change.carryOut(.release, on: number, of: app.id, through: channel)
        }
    }
}
