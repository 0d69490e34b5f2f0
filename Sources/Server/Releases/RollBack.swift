package import Domain

/// Goes back to the version that was released before, for everybody and without review.
package struct RollBack: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - number: the version that is rolled away.
    ///   - confirmed: the same number, typed, where the version is marked forward only.
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        confirmed: VersionNumber? = nil
    ) async throws {
        try app.require(.versionRollBack)
        try await platform.change(by: try app.person()) { change in
            try change.carryOut(.rollBack(confirmed: confirmed), on: number, of: app.id)
        }
    }
}
