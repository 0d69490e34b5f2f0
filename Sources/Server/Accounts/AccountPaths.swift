import Domain

extension Paths {
    static let demoSignIn = "/sign-in/demo"
    static let signInStep = "/sign-in/step"
    static let signInCode = "/sign-in/code"
    static func scan(_ code: String) -> String { "/scan/\(code)" }
    static let signOut = "/sign-out"
    static let language = "/language"
    static let about = "/about"
    static let profile = "/me/profile"
    static let password = "/me/password"
    static let security = "/me/security"
    static let factor = "/me/security/factor"
    static let recoveryCodes = "/me/security/recovery-codes"
    static func removeFactor(_ login: String) -> String { "/console/people/\(login)/factor/remove" }
    static let devices = "/me/devices"
    static let tokens = "/me/tokens"
    static let newToken = "/me/tokens/new"
}
