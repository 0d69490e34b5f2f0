package import Domain

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
            try change.carryOut(.delete(cancelsExperience: cancelsExperience), on: number, of: app.id)
        }
    }
}
