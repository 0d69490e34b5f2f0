import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of the guard.
struct GuardAPI {
    let platform: Platform

    /// What `PATCH …/guard` says.
    private struct Patch: Decodable {
        let onStop: String

        private enum CodingKeys: String, CodingKey { case onStop = "on_stop" }
    }

    private struct Overrule: Decodable { let reason: String }

    func add(to routes: Routes) {
        let path = "/api/v1/apps/{app_id}/versions/{version}/guard"
        routes.inApp(.get, path, .versionView) { _, context, app in
            try await answer(try VersionRoutes.number(context), app)
        }
        routes.inApp(.patch, path, .versionGray) { request, context, app in
            let number = try VersionRoutes.number(context)
            let action = try GuardAction.read(try await request.json(Patch.self).onStop)
            try await SetGuardAction(platform: platform)(action, on: number, of: app)
            return try await answer(number, app)
        }
        routes.inApp(.post, "\(path)/overrule", .versionGray) { request, context, app in
            let number = try VersionRoutes.number(context)
            let reason = try await request.json(Overrule.self).reason
            try await OverruleGuard(platform: platform)(number, of: app, reason: reason)
            return try await answer(number, app)
        }
    }

    private func answer(_ number: VersionNumber, _ app: AuthorisedApp) async throws -> Response {
        let found = try await platform.engine.read { db -> GuardReading? in
            guard let version = try VersionQueries(db).id(of: number, in: app.id) else { return nil }
            let board = try ReleaseBoard.load(of: app.id, with: version, in: db)
            return try GuardReading(of: version, in: app.id, board, db)
        }
        guard let found else { throw Refusal.notFound }
        return try .json(GuardJSON(found))
    }
}
