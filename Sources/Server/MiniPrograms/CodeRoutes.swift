import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The QR code by which a host app opens a mini program, on a page and as files.
struct CodeRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/code", .appView) { request, context, app in
            try await page(app, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}/code.png", .appView) { request, _, app in
            let (code, logo) = try await code(app, request)
            let png = try await platform.studio.png(of: code, scale: 16, logo: logo)
            return file(.bytes(png, type: "image/png", cache: "private, max-age=60"), app, "png", request)
        }
        routes.inApp(.get, "/apps/{app_id}/code.svg", .appView) { request, _, app in
            let (code, logo) = try await code(app, request)
            let svg = try await platform.studio.svg(of: code, logo: logo, title: app.name)
            let response = Response.text(svg, type: "image/svg+xml", cache: "private, max-age=60")
            return file(response, app, "svg", request)
        }
    }

    private func code(_ app: AuthorisedApp, _ request: Request) async throws -> (QRCode, [UInt8]?) {
        guard request.query["logo"] == "1", let hash = app.logo, let logo = try await platform.picture(hash) else {
            return (try QRCode(platform.settings.openLink(of: app.id)), nil)
        }
        return (try QRCode(platform.settings.openLink(of: app.id), correction: .high), logo)
    }

    /// Saved under a name of its own when the address asks for it, shown otherwise.
    private func file(_ response: Response, _ app: AuthorisedApp, _ ending: String, _ request: Request) -> Response {
        var response = response
        if request.query["save"] != nil {
            response.headers[.contentDisposition] = "attachment; filename=\"\(app.id).\(ending)\""
        }
        return response
    }

    private func page(_ app: AuthorisedApp, _ request: Request, _ context: AppContext) async throws -> Response {
        let id = app.id
        guard let information = try await platform.engine.read({ try InformationQueries($0).information(of: id) })
        else { throw Refusal.notFound }
        let isWithLogo = app.logo != nil && request.query["logo"] != "0"
        let query = isWithLogo ? "?logo=1" : "?logo=0"
        let path = Paths.code(id)
        let model = CodePage(
            name: app.name,
            slogan: information.slogan,
            hasSlogan: !information.slogan.isEmpty,
            tile: Tile(name: app.name, picture: app.logo),
            picture: "\(path).svg\(query)",
            png: "\(path).png\(query)&save=1",
            svg: "\(path).svg\(query)&save=1",
            link: platform.settings.openLink(of: app.id),
            hasLogo: app.logo != nil,
            isWithLogo: isWithLogo,
            otherPath: isWithLogo ? "\(path)?logo=0" : path
        )
        let page = Page("miniprograms/code", title: AppWords.code, app: app, model: model, back: Paths.home)
        return try pages.render(page, request, context)
    }
}
