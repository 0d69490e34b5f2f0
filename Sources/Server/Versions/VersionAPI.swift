import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of versions: what build machines and the `steward` command talk to.
struct VersionAPI {
    let platform: Platform

    private var answers: VersionAnswers { VersionAnswers(platform: platform) }
    private static let pageLength = 50

    func add(to routes: Routes) {
        let versions = "/api/v1/apps/{app_id}/versions"
        routes.inApp(.get, versions, .versionView) { try await list($0, $1, $2) }
        routes.inApp(.post, versions, .versionUpload) { try await upload($0, $1, $2) }
        routes.inApp(.get, "\(versions)/{version}", .versionView) { _, context, app in
            try await answers(try VersionRoutes.number(context), of: app, context)
        }
        routes.inApp(.delete, "\(versions)/{version}", .versionDelete) { request, context, app in
            let number = try VersionRoutes.number(context)
            let cancels = request.query["cancel_experience"] == "true"
            try await DeleteVersion(platform: platform)(number, of: app, cancelsExperience: cancels)
            return .empty
        }
        routes.inApp(.put, "\(versions)/{version}/experience", .versionSetExperience) { _, context, app in
            let number = try VersionRoutes.number(context)
            try await SetExperience(platform: platform)(number, of: app)
            return try await answers(number, of: app, context)
        }
        routes.inApp(.delete, "\(versions)/{version}/experience", .versionSetExperience) { _, context, app in
            try await SetExperience(platform: platform).cancel(try VersionRoutes.number(context), of: app)
            return .empty
        }
        routes.inApp(.post, "/api/v1/apps/{app_id}/previews", .versionPreview) { try await preview($0, $1, $2) }
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let before = try request.cursor { VersionNumber($0) }
        let status = try request.query["status"].map { word in
            guard let status = VersionStatus(rawValue: word) else {
                let all = VersionStatus.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal.invalid([
                    FieldProblem(field: "status", words: Words("只能是：\(all)。", "One of: \(all)."))
                ])
            }
            return status
        }
        let limit = Self.pageLength + 1
        let found = try await answers.list(of: app, status, before: before, limit: limit, context.language)
        let items = found.prefix(Self.pageLength)
        let next = found.count > Self.pageLength ? items.last?.version : nil
        return try .json(ListJSON(items: Array(items), next: next))
    }

    private func upload(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        try platform.limitUploads(of: app)
        let made = try await platform.withUpload(request) { package, fields in
            try await UploadVersion(platform: platform)(package, as: try VersionWish(fields), in: app)
        }
        var json = try await answers.json(made.number, of: app, context.language)
        json.pruned = made.pruned?.description
        var response = try Response.json(json, status: .created)
        response.headers[.location] = "/api/v1\(Paths.version(made.number, of: app.id))"
        return response
    }

    private func preview(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        try platform.limitUploads(of: app)
        let (code, report) = try await platform.withUpload(request) { package, _ in
            (try await MakePreview(platform: platform)(package, in: app), package.report)
        }
        let now = platform.world.now()
        guard let row = try await platform.engine.read({ try PreviewQueries($0).preview(code, at: now) }) else {
            throw Refusal.notFound
        }
        let json = PreviewJSON(
            code: code,
            url: platform.settings.publicURL + Paths.preview(code),
            layout: row.layout.rawValue,
            size: row.packageSize,
            createdAt: row.createdAt.rfc3339,
            expiresAt: row.expiresAt.rfc3339,
            inspection: InspectionJSON(report, context.language)
        )
        var response = try Response.json(json, status: .created)
        response.headers[.location] = Paths.preview(code)
        return response
    }
}
