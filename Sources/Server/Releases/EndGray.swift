package import Domain

/// Ends a gray release: its users go back to what is released.
package struct EndGray: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter seen: the gray release that whoever asks has before their eyes; another one is not ended in its place.
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        seen: ID<GrayRelease>? = nil
    ) async throws {
        try app.require(.versionGray)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id) else { throw Refusal.notFound }
            if let seen, let running = try ReleaseLineQueries(change.db).gray(of: app.id), running.id != seen {
                throw Refusal.somebodyWasFirst
            }
            try change.carryOut(.endGray, on: number, of: app.id)
        }
    }
}
