import Domain
import HTTPTypes
import Hummingbird

/// The host secret on the page of the release rules, where it is shown once, and in the API.
struct HostSecretRoutes {
    let platform: Platform
    let pages: Pages

    /// What is shown once.
    struct MadePage: Sendable {
        let secret: String
        let back: String
    }

    private struct Made: Encodable { let secret: String }

    func add(to routes: Routes) {
        let path = "/apps/{app_id}/release-rules/secret"
        let change = ChangeHostSecret(platform: platform)
        routes.inApp(.post, path, .releaseRules) { request, context, app in
            let model = MadePage(secret: try await change.make(app), back: ReleasePaths.rules(app.id))
            let page = Page(
                "guard/secret",
                title: Words("宿主密钥", "Host secret"),
                app: app,
                model: model,
                back: ReleasePaths.rules(app.id)
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.post, "\(path)/remove", .releaseRules) { _, context, app in
            try await change.remove(app)
            let said = Words("宿主密钥已删除，所有回执都计入", "The host secret is gone; every receipt counts")
            return pages.done(said, to: ReleasePaths.rules(app.id), context)
        }
        routes.inApp(.put, "/api/v1\(path)", .releaseRules) { _, _, app in
            try .json(Made(secret: try await change.make(app)))
        }
        routes.inApp(.delete, "/api/v1\(path)", .releaseRules) { _, _, app in
            try await change.remove(app)
            return Response(status: .noContent)
        }
    }
}
