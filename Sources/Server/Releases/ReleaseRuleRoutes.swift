import Domain
import HTTPTypes
import Hummingbird
import Storage

/// How a mini program releases.
struct ReleaseRuleRoutes {
    let platform: Platform
    let pages: Pages

    /// What the page of the release rules shows.
    struct RulePage: Sendable {
        let action: String
        let needsSecondPerson: Bool
        let back: String
        let hasSecret: Bool
        let secretSince: String
        let secretPath: String
    }

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/release-rules", .releaseRules) { request, context, app in
            let (line, since) = try await platform.engine.read {
                (try ReleaseLineQueries($0).line(of: app.id), try HostSecretQueries($0).madeAt(app.id))
            }
            let time = VersionWriter(app, platform, context).time
            let model = RulePage(
                action: ReleasePaths.rules(app.id),
                needsSecondPerson: line.needsSecondPerson,
                back: Paths.versions(app.id),
                hasSecret: since != nil,
                secretSince: since.map { time.short($0, context.language) } ?? "",
                secretPath: "\(ReleasePaths.rules(app.id))/secret"
            )
            let page = Page(
                "releases/rules",
                title: Words("发布设置", "Release settings"),
                app: app,
                model: model,
                back: Paths.versions(app.id)
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.post, "/apps/{app_id}/release-rules", .releaseRules) { request, context, app in
            let isOn = try await request.form().isOn("second_person")
            try await SetReleaseRule(platform: platform)(needsSecondPerson: isOn, in: app)
            let said =
                isOn
                ? Words("上架需要另一个人操作", "A release needs a second person now")
                : Words("提审的人也可以上架", "Whoever submitted may release")
            return pages.done(said, to: ReleasePaths.rules(app.id), context)
        }
    }
}
