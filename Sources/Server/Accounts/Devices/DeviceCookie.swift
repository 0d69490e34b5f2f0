import Domain
import Hummingbird

/// What a browser remembers to be known again: a long-lived cookie with a secret for each of the last people who signed in
/// there. A secret that the server has not given to this very person is worth nothing, so that none can be planted.
struct DeviceCookie: Sendable {
    /// As long as browsers keep a cookie at most.
    static let lifetimeSeconds: Int64 = 400 * 86_400
    private static let most = 5

    private let secrets: [String]

    init(_ request: Request, _ settings: Settings) {
        let text = request.cookies[Self.name(settings)]?.value ?? ""
        secrets = text.split(separator: ".").prefix(Self.most).map(String.init).filter { $0.count == 64 }
    }

    var hashes: [String] { secrets.map(Secret.hash) }

    /// The cookie with a fresh secret in front.
    func cookie(adding secret: String, _ settings: Settings) -> Cookie {
        Cookie(
            name: Self.name(settings),
            value: ([secret] + secrets).prefix(Self.most).joined(separator: "."),
            maxAge: Int(Self.lifetimeSeconds),
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    private static func name(_ settings: Settings) -> String {
        settings.isSecure ? "__Host-steward_device" : "steward_device"
    }
}
