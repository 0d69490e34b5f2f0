package import Domain

/// Ends a gray release: its users go back to what is released.
package struct EndGray: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionGray)
        try await platform.change(by: try app.person()) { try $0.carryOut(.endGray, on: number, of: app.id) }
    }
}
