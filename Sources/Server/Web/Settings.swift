package import Domain

/// How this installation was started. Fixed for the life of the process.
package struct Settings: Sendable {
    /// The scheme, host and port that links and QR codes start with, without a slash at the end.
    package var publicURL: String
    /// Offers the demonstration people at sign-in.
    package var isDemo: Bool
    /// What must be known besides, when the demonstration is open to the network; nil on loopback.
    package var demoCode: String?
    /// What the first visitor types to set Steward up; printed in the terminal.
    package var setUpCode: String
    /// Seconds east of UTC of the times on pages and of what counts as a day.
    package var zoneOffset: @Sendable (Instant) -> Int
    /// The proxies whose `X-Forwarded-For` is believed.
    package var trustedProxies: [NetworkRange]
    /// Whether connections carry bytes as they are, without TLS, so that the kernel may send files by itself.
    package var sendsFiles: Bool
    /// Reserved addresses that webhooks and other outbound calls may reach all the same.
    package var allowedOutbound: [NetworkRange]
    /// The link that opens a mini program in its host app; `{app_id}` stands for the id.
    package var openLink: String
    /// What a new password's hash costs; tests take less.
    package var passwordCost: ScryptCost

    package init(
        publicURL: String,
        isDemo: Bool = false,
        demoCode: String? = nil,
        setUpCode: String = "",
        zoneOffset: @escaping @Sendable (Instant) -> Int = { _ in 8 * 3600 },
        trustedProxies: [NetworkRange] = [],
        sendsFiles: Bool = false,
        allowedOutbound: [NetworkRange] = [],
        openLink: String = "alipays://platformapi/startapp?appId={app_id}",
        passwordCost: ScryptCost = .standard
    ) {
        self.publicURL = publicURL
        self.isDemo = isDemo
        self.demoCode = demoCode
        self.setUpCode = setUpCode
        self.zoneOffset = zoneOffset
        self.trustedProxies = trustedProxies
        self.sendsFiles = sendsFiles
        self.allowedOutbound = allowedOutbound
        self.openLink = openLink
        self.passwordCost = passwordCost
    }

    /// Whether people reach this installation over TLS: cookies are then for TLS only.
    var isSecure: Bool { publicURL.hasPrefix("https://") }

    /// The link that opens a mini program in its host app.
    func openLink(of app: ID<MiniProgram>) -> String {
        openLink.split(separator: "{app_id}", omittingEmptySubsequences: false).joined(separator: app.rawValue)
    }
}
