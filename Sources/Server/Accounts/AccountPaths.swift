import Domain

extension Paths {
    static let demoSignIn = "/sign-in/demo"
    static let signOut = "/sign-out"
    static let language = "/language"
    static let about = "/about"
    static let profile = "/me/profile"
    static let password = "/me/password"
    static let devices = "/me/devices"
    static let tokens = "/me/tokens"
    static let newToken = "/me/tokens/new"
}
