import Domain
import HTTPTypes
import Hummingbird

/// 关于: which Steward this is, and the code that opens it on another phone.
struct AboutRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.open(.get, Paths.about, .installationRead) { [platform, pages] request, context in
            let page = Page(
                "accounts/about",
                title: Words("关于", "About"),
                model: AboutPage(platform.settings, context),
                tab: .me,
                back: context.visitor.person == nil ? Paths.signIn : Paths.me
            )
            return try pages.render(page, request, context)
        }
        routes.open(.get, Paths.about + "/code.svg", .installationRead) { [platform] _, context in
            let code = try QRCode(Self.address(platform.settings, context))
            let svg = try await platform.studio.svg(of: code, logo: nil, title: platform.settings.publicURL)
            return .bytes(Array(svg.utf8), type: "image/svg+xml", cache: "no-store")
        }
    }

    /// Whoever is inside a demonstration may pass its code on.
    static func address(_ settings: Settings, _ context: AppContext) -> String {
        guard context.visitor.person != nil, let code = settings.demoCode else { return settings.publicURL }
        return "\(settings.publicURL)/?code=\(code.addingPercentEncoding())"
    }
}

struct AboutPage: Sendable {
    let version: String
    let publicURL: String
    let isLoopback: Bool
    let isDemo: Bool

    init(_ settings: Settings, _ context: AppContext) {
        version = Release.version
        publicURL = settings.publicURL
        isLoopback = Self.isLoopback(settings.publicURL)
        isDemo = settings.isDemo
    }

    /// Whether the address means "this machine" to whoever opens it.
    static func isLoopback(_ url: String) -> Bool {
        let authority = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first ?? ""
        let host =
            authority.hasPrefix("[")
            ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return NetworkRange.isLoopback(String(host))
    }
}
