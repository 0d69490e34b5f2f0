package import Domain

/// Takes the released version off: nobody gets the mini program any more.
package struct TakeOffline: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionTakeOffline)
        try await platform.change(by: try app.person()) { try $0.carryOut(.takeOffline, on: number, of: app.id) }
    }
}
