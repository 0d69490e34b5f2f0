import Domain
import Storage

/// Adds somebody by login and name, and makes the link by which they set their password: nobody else ever knows one.
struct InvitePerson: Sendable {
    let platform: Platform

    /// - Throws: a refusal at `login` or `name`; `LOGIN_TAKEN`.
    func callAsFunction(login: String, name: String, by caller: Caller) async throws -> MakeResetLink.Made {
        try caller.require(.personAdd)
        let new = try await AddPerson(platform: platform)
            .prepare(login: login, name: name, password: nil, duties: [], isDemo: false)
        let fresh = MakeResetLink.Fresh(platform.world)
        return try await platform.change(by: caller.person) { change in
            _ = try new.write(change)
            return try change.makeResetLink(fresh, login: new.login.text)
        }
    }
}
