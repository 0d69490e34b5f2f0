import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of releases: gray, replace, release, take offline, roll back, and the rules of a mini program.
struct ReleaseAPI {
    let platform: Platform

    private var answers: VersionAnswers { VersionAnswers(platform: platform) }
    private let version = "/api/v1/apps/{app_id}/versions/{version}"

    init(platform: Platform) { self.platform = platform }

    func add(to routes: Routes) {
        addGray(to: routes)
        routes.inApp(.patch, version, .versionDescribe) { request, context, app in
            let number = try VersionRoutes.number(context)
            let wish = try await request.json(VersionPatch.self).wish
            try await DescribeVersion(platform: platform)(number, of: app, wish)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/release", .versionRelease) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await ReleaseVersion(platform: platform)(number, of: app)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/offline", .versionTakeOffline, or: .versionForceOffline) {
            request,
            context,
            app in
            let number = try VersionRoutes.number(context)
            let body = try await request.optionalJSON(OfflineBody.self)
            if body?.forced ?? false {
                try await ForceOffline(platform: platform)(number, of: app, reason: body?.reason ?? "")
            } else {
                try await TakeOffline(platform: platform)(number, of: app)
            }
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/rollback", .versionRollBack) { try await rollBack($0, $1, $2) }
        let rules = "/api/v1/apps/{app_id}/release-rules"
        routes.inApp(.get, rules, .versionView) { _, _, app in try await self.rules(of: app) }
        routes.inApp(.patch, rules, .releaseRules) { request, _, app in
            let wish = try await request.json(ReleaseRulesJSON.self)
            try await SetReleaseRule(platform: platform)(needsSecondPerson: wish.secondPerson, in: app)
            return try await self.rules(of: app)
        }
    }

    private func addGray(to routes: Routes) {
        let gray = "\(version)/gray"
        routes.inApp(.post, gray, .versionGray) { request, context, app in
            let number = try VersionRoutes.number(context)
            let body = try await request.json(GrayBody.self)
            let (share, steps, action) = (try body.share(), try body.steps(), try body.action())
            try await SetGrayShare(platform: platform)(number, of: app, share: share, schedule: steps, onStop: action)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.delete, gray, .versionGray) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await EndGray(platform: platform)(number, of: app)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.patch, gray, .versionGray) { request, context, app in
            let number = try VersionRoutes.number(context)
            let change = ChangeGraySchedule(platform: platform)
            switch try await request.json(ScheduleBody.self).wish() {
            case .pause: try await change.pause(app, of: number)
            case .resume: try await change.resume(app, of: number)
            case .stop: try await change.stop(app, of: number)
            }
            return try await answers(number, of: app, context)
        }
        routes.inApp(.post, "\(version)/replace", .versionGray) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await ReplaceGray(platform: platform)(number, of: app)
            return try await answers(number, of: app, context)
        }
    }

    private func rollBack(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let typed = try await request.optionalJSON(RollBackBody.self)?.confirm
        let target = try await RollBack(platform: platform)(
            number,
            of: app,
            confirmed: typed.flatMap { VersionNumber(PlainText.line($0)) }
        )
        var json = try await answers.json(number, of: app, context.language)
        json.rolledBackTo = target?.description
        return try .json(json)
    }

    private func rules(of app: AuthorisedApp) async throws -> Response {
        let needs = try await platform.engine.read { try ReleaseLineQueries($0).needsSecondPerson(of: app.id) }
        return try .json(ReleaseRulesJSON(secondPerson: needs))
    }
}
