package import Domain
import Storage

/// Who may open the experience version besides the members: an administrator lets anyone in until a moment, or replaces a
/// code that got into the wrong hands.
package struct OpenExperience: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter end: until when anybody with the link may open it; nil for members only.
    package func callAsFunction(_ app: AuthorisedApp, until end: Instant?) async throws {
        try app.require(.experienceManage)
        let now = platform.world.now()
        if let end {
            let latest = now.adding(seconds: Int64(VersionRules.mostOpenDays) * 86_400)
            guard end > now, end <= latest else {
                let most = VersionRules.mostOpenDays
                throw Refusal.invalid([
                    FieldProblem(
                        field: "until",
                        words: Words(
                            "请选今天起 \(most) 天以内的日期。",
                            "Choose a day from today on, at most \(most) days ahead."
                        )
                    )
                ])
            }
        }
        try await platform.change(by: try app.person()) { change in
            guard try ExperienceWrites(db: change.db).open(app.id, until: end) else { throw Refusal.noExperienceYet }
            try change.record(.experienceOpened(until: end), in: app.id)
        }
    }

    /// Gives the mini program a new code. Links and QR codes with the old one lead nowhere from then on.
    package func revokeCode(of app: AuthorisedApp) async throws {
        try app.require(.experienceManage)
        let code = platform.world.code(length: SetExperience.codeLength)
        try await platform.change(by: try app.person()) { change in
            guard try ExperienceWrites(db: change.db).replaceCode(of: app.id, with: code) else {
                throw Refusal.noExperienceYet
            }
            try change.record(.experienceCodeRevoked, in: app.id)
        }
    }
}
