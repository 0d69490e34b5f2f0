package import Domain

/// Takes a version that was decided about back into development.
package struct ReturnToDevelopment: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionWithdraw)
        try await platform.change(by: try app.person()) { change in
            try change.carryOut(.returnToDevelopment, on: number, of: app.id)
        }
    }
}
