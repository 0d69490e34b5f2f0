import Domain
import HTTPTypes
import Hummingbird

/// The pages by which packages come in: as a version, and as a preview.
///
/// The look's script sends the form itself, shows progress, and wants to be told where to go on; without it the browser
/// sends the same form and is redirected.
struct UploadRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/upload", .versionUpload) { request, context, app in
            try await form(request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/upload", .versionUpload) { request, context, app in
            try await upload(request, context, app)
        }
        routes.inApp(.get, "/apps/{app_id}/preview", .versionPreview) { request, context, app in
            try previewForm(request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/preview", .versionPreview) { request, context, app in
            try await preview(request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/versions/{version}/preview", .versionPreview) { _, context, app in
            let code = try await MakePreview(platform: platform)(of: try VersionRoutes.number(context), in: app)
            return .redirect(to: Paths.previewTicket(code, of: app.id))
        }
    }

    private func form(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: FormFields? = nil,
        refusal: Refusal? = nil
    ) async throws -> Response {
        let facts = try await UploadPage.Facts.load(app.id, platform)
        let model = UploadPage(facts, VersionWriter(app, platform, context), typed: typed, refusal: refusal)
        let page = Page(
            "versions/upload",
            title: Words("上传版本", "Upload a version"),
            app: app,
            model: model,
            back: Paths.versions(app.id),
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func upload(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        try platform.limitUploads(of: app)
        var typed = FormFields()
        do {
            let made = try await platform.withUpload(request) { package, fields in
                typed = fields
                return try await UploadVersion(platform: platform)(package, as: try VersionWish(fields), in: app)
            }
            let path = Paths.version(made.number, of: app.id)
            return try done(Words("\(made.number) 已上传", "\(made.number) is uploaded"), to: path, request, context)
        } catch let refusal as Refusal where !request.wantsJSON && refusal.status != 404 {
            return try await form(request, context, app, typed: typed, refusal: refusal)
        }
    }

    private func previewForm(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        refusal: Refusal? = nil
    ) throws -> Response {
        let page = Page(
            "versions/preview-upload",
            title: Words("24 小时预览", "A preview for 24 hours"),
            app: app,
            model: PreviewUploadPage(app, problem: refusal?.words[context.language]),
            back: Paths.versions(app.id),
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func preview(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        try platform.limitUploads(of: app)
        do {
            let code = try await platform.withUpload(request) { package, _ in
                try await MakePreview(platform: platform)(package, in: app)
            }
            let path = Paths.previewTicket(code, of: app.id)
            return try done(Words("预览已生成", "The preview is ready"), to: path, request, context)
        } catch let refusal as Refusal where !request.wantsJSON && refusal.status != 404 {
            return try previewForm(request, context, app, refusal: refusal)
        }
    }

    /// Tells the script or the browser where to go on.
    private func done(
        _ words: Words,
        to path: String,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let redirect = pages.done(words, to: path, context)
        guard request.wantsJSON else { return redirect }
        var answer = try Response.json(["location": path])
        answer.headers[values: .setCookie] = redirect.headers[values: .setCookie]
        return answer
    }
}

extension Platform {
    /// Slows down whoever uploads too often.
    func limitUploads(of app: AuthorisedApp) throws {
        try limiter.take(.uploads, of: try app.person().rawValue, at: world.now())
    }
}
