package import Domain

/// Lets a hotfix that passed review take over the running gray release: its cohort, salt and share, in one step.
package struct ReplaceGray: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try app.require(.versionGray)
        try await platform.change(by: try app.person()) { change in
            try change.carryOut(.replaceGray, on: number, of: app.id)
            try change.stopSchedule(of: app.id)
        }
    }
}
