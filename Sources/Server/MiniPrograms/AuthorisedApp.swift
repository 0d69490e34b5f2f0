package import Domain
import Storage

/// A mini program that the caller has been allowed to do one thing in. There is no other way to get hold of one.
package struct AuthorisedApp: Sendable {
    package let id: ID<MiniProgram>
    package let name: String
    /// The logo's SHA-256.
    package let logo: String?
    /// What the caller is in it; nil for an operator.
    package let role: MemberRole?
    package let caller: Caller

    /// Whether the same caller may do something else here: pages take their buttons from it.
    package func allows(_ action: Action) -> Bool { caller.decision(action, as: role) == .allowed }

    /// Throws the refusal with its reason when the caller may not.
    package func require(_ action: Action) throws(Refusal) { try caller.require(action, as: role) }
}

extension Platform {
    /// Loads a mini program for `action`, or refuses: what the caller may not know of does not exist.
    ///
    /// - Parameter alternative: what is enough as well.
    package func authorise(
        _ app: ID<MiniProgram>,
        for action: Action,
        or alternative: Action? = nil,
        by caller: Caller
    ) async throws -> AuthorisedApp {
        guard let standing = try await engine.read({ try MembershipQueries($0).standing(of: caller.person, in: app) })
        else { throw caller.person == nil ? Refusal.signInRequired : Refusal.notFound }
        let isAllowedOtherwise = alternative.map { caller.decision($0, as: standing.role) == .allowed } ?? false
        if !isAllowedOtherwise { try caller.require(action, as: standing.role) }
        return AuthorisedApp(id: app, name: standing.name, logo: standing.logo, role: standing.role, caller: caller)
    }
}
