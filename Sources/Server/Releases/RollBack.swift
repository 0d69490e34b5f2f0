package import Domain

/// Goes back to the version that was released before, for everybody and without review.
package struct RollBack: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - number: the version that is rolled away.
    ///   - confirmed: the same number, typed, where the version is marked forward only.
    /// - Returns: the version that is released again.
    @discardableResult
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        confirmed: VersionNumber? = nil
    ) async throws -> VersionNumber? {
        try app.require(.versionRollBack)
        return try await platform.change(by: try app.person()) { change in
            try change.carryOut(.rollBack(confirmed: confirmed), on: number, of: app.id)
            return try ReleaseLineQueries(change.db).line(of: app.id).released?.number
        }
    }
}
