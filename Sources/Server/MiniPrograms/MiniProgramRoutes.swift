import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Making and closing a mini program.
struct MiniProgramRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.newApp, .appCreate) { request, context, _ in
            try pages.render(createPage("", nil, context.language), request, context)
        }
        routes.signedIn(.post, Paths.apps, .appCreate) { request, context, person in
            let name = try await request.form()["name"] ?? ""
            do {
                let app = try await CreateMiniProgram(platform: platform)(name: name, by: person.id)
                return pages.done(
                    Words("已创建，接下来补全基础信息", "Made. Next, complete the base information"),
                    to: Paths.information(app),
                    context
                )
            } catch let refusal as Refusal where refusal.status == 422 {
                return try pages.render(createPage(name, refusal, context.language), request, context)
            }
        }
        routes.inApp(.get, "/apps/{app_id}/close", .appClose) { request, context, app in
            try await close(app, "", nil, request, context)
        }
        routes.inApp(.post, "/apps/{app_id}/close", .appClose) { request, context, app in
            let form = try await request.form()
            let typed = form["name"] ?? ""
            do {
                let code = context.freshCode(form[Refusal.factorField])
                try await CloseMiniProgram(platform: platform)(app, typedName: typed, code: code)
                return pages.done(Words("\(app.name)已注销", "\(app.name) is closed"), to: Paths.home, context)
            } catch let refusal as Refusal where [422, 429].contains(refusal.status) {
                return try await close(app, typed, refusal, request, context)
            }
        }
    }

    private func createPage(_ typed: String, _ refusal: Refusal?, _ language: Language) -> Page<CreatePage> {
        let problem = refusal?.words[language]
        let look = FieldLook(.name)
        let field = FieldModel(
            anchor: InformationField.name.anchor,
            name: InformationField.name.rawValue,
            label: InformationField.name.label[language],
            value: typed,
            isOptional: false,
            quota: "",
            hasQuota: false,
            hasCount: true,
            least: TextRules.nameLength.lowerBound,
            most: TextRules.nameLength.upperBound,
            hint: look.hint[language],
            hasHint: true,
            problem: problem ?? "",
            isWrong: problem != nil,
            isFixed: false,
            isLong: false,
            type: look.type,
            inputMode: look.inputMode,
            placeholder: look.placeholder[language],
            language: ""
        )
        return Page(
            "miniprograms/create",
            title: Words("创建小程序", "New mini program"),
            model: CreatePage(fields: [field]),
            back: Paths.home,
            status: problem == nil ? .ok : .unprocessableContent
        )
    }

    private func close(
        _ app: AuthorisedApp,
        _ typed: String,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) async throws -> Response {
        let id = app.id
        let (facts, extent) = try await platform.engine.read { db in
            let queries = MiniProgramQueries(db)
            return (try queries.versionFacts(of: id), try queries.extent(of: id))
        }
        let nameRefusal = refusal.flatMap { $0.isAboutFactor ? nil : $0 }
        let model = ClosePage(
            name: app.name,
            id: AppID.grouped(app.id),
            path: Paths.close(app.id),
            back: Paths.information(app.id),
            isReleased: facts.released != nil,
            released: facts.released?.description ?? "",
            versions: String(extent.versions),
            hasVersions: extent.versions > 0,
            hasExperience: facts.experience != nil,
            experience: facts.experience?.description ?? "",
            members: String(extent.members),
            typed: typed,
            problem: nameRefusal?.words[context.language] ?? "",
            isWrong: nameRefusal != nil,
            factor: FactorField(context.visitor.person, refusal, context.language)
        )
        let page = Page(
            "miniprograms/close",
            title: Words("注销小程序", "Close the mini program"),
            app: app,
            model: model,
            back: Paths.information(app.id),
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}
