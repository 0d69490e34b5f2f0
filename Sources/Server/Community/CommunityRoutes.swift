import Domain
import HTTPTypes
import Hummingbird

/// 社区: the developer's guide.
struct CommunityRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.community, .appList) { [platform, pages] request, context, _ in
            let page = Page(
                "community/guide",
                title: Words("社区", "Community"),
                model: GuidePage(server: platform.settings.publicURL),
                tab: .community
            )
            return try pages.render(page, request, context)
        }
    }
}

struct GuidePage: Sendable {
    /// For the commands that people copy.
    let server: String
}
