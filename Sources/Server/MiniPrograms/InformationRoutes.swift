import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The base information: the overview, and the form of each section.
struct InformationRoutes {
    let platform: Platform
    let pages: Pages
    let catalogue: Catalogue

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/information", .appView) { request, context, app in
            let models = try await models(app, context.language)
            let model = InformationPage(
                app,
                models.information,
                models.allowances,
                catalogue,
                offsetSeconds: models.offsetSeconds,
                context.language
            )
            let page = Page(
                "miniprograms/information",
                title: AppWords.information,
                app: app,
                model: model,
                back: Paths.home
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}/information/{section}", .appEdit) { request, context, app in
            let section = try section(context)
            let models = try await models(app, context.language, next: request.next)
            return try render(section, models.page(section), .ok, request, context, app)
        }
        routes.inApp(.post, "/apps/{app_id}/information/{section}", .appEdit) { request, context, app in
            let section = try section(context)
            var typed = InformationEdit()
            do {
                if section == .logo {
                    let picture = try await request.picture(field: InformationField.logo.rawValue, upTo: .logo)
                    _ = try await SetLogo(platform: platform, catalogue: catalogue)(picture, in: app)
                } else {
                    let form = try await request.form()
                    typed = InformationEdit(form, section: section)
                    let shown = ShownInformation(form, section: section)
                    try await EditInformation(platform: platform, catalogue: catalogue)(typed, shown: shown, in: app)
                }
            } catch let refusal as Refusal where Self.isAboutTheForm(refusal) {
                // What a script sent is answered as a problem document; a page is shown again with what was typed.
                if request.wantsJSON { throw refusal }
                let models = try await models(app, context.language, next: request.next)
                let model = models.page(section, typed: typed, refusal: refusal)
                let status = HTTPResponse.Status(code: refusal.status)
                return try render(section, model, status, request, context, app)
            }
            return pages.done(Words("已保存", "Saved"), to: request.next ?? Paths.information(app.id), context)
        }
    }

    private static func isAboutTheForm(_ refusal: Refusal) -> Bool {
        [409, 413, 422].contains(refusal.status) || refusal.code == "PICTURE_BUSY"
    }

    private func section(_ context: AppContext) throws -> InformationSection {
        guard let section = InformationSection(rawValue: try context.parameters.require("section")) else {
            throw Refusal.notFound
        }
        return section
    }

    /// - Parameter next: where saving leads, when it is not the overview.
    private func models(
        _ app: AuthorisedApp,
        _ language: Language,
        next: String? = nil
    ) async throws -> SectionModels {
        let (id, now) = (app.id, platform.world.now())
        let offset = platform.settings.zoneOffset(now)
        let (information, allowances) = try await platform.engine.read { db in
            let queries = InformationQueries(db)
            return (
                try queries.information(of: id), try queries.allowances(of: id, at: now, offsetSeconds: offset)
            )
        }
        guard let information else { throw Refusal.notFound }
        return SectionModels(
            app: app,
            information: information,
            allowances: allowances,
            catalogue: catalogue,
            offsetSeconds: offset,
            language: language,
            next: next
        )
    }

    private func render(
        _ section: InformationSection,
        _ model: SectionPage,
        _ status: HTTPResponse.Status,
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp
    ) throws -> Response {
        let page = Page(
            "miniprograms/section",
            title: section.label,
            app: app,
            model: model,
            back: model.back,
            status: status
        )
        return try pages.render(page, request, context)
    }
}

extension Request {
    /// Where to go on afterwards, as the address asks; a path of this site.
    fileprivate var next: String? { query["next"].map(Paths.local) }
}
