import Domain
import HTTPTypes
import Hummingbird
import Storage

/// An administrator takes somebody's second factor away who has lost it: asked on a page of its own, and over the API.
struct PersonFactorRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        let path = "/console/people/{login}/factor/remove"
        routes.signedIn(.get, path, .personRemoveFactor) { request, context, _ in
            try await page(request, context, nil)
        }
        routes.signedIn(.post, path, .personRemoveFactor) { [platform, pages] request, context, _ in
            let login = try context.parameters.require("login")
            let code = context.freshCode(try await request.form()[Refusal.factorField])
            do {
                try await RemoveFactor(platform: platform)(login: login, by: context.caller, code: code)
            } catch let refusal as Refusal where refusal.isAboutFactor || refusal.status == 429 {
                return try await page(request, context, refusal)
            }
            return pages.done(
                Words("两步验证已移除，并已告诉本人", "The second factor is removed, and they are told"),
                to: "/console/people/\(login)",
                context
            )
        }
        routes.signedIn(.delete, "/api/v1/people/{login}/factor", .personRemoveFactor) {
            [platform] request, context, _ in
            try await RemoveFactor(platform: platform)(
                login: context.parameters.require("login"),
                by: context.caller,
                code: context.freshCode(request)
            )
            return .empty
        }
    }

    private func page(_ request: Request, _ context: AppContext, _ refusal: Refusal?) async throws -> Response {
        let login = try context.parameters.require("login")
        let found = try await platform.engine.read { db in
            try PersonQueries(db).person(login: login).map { person in
                (try PersonQueries(db).name(of: person), try FactorQueries(db).hasFactor(person))
            }
        }
        guard let (name, hasFactor) = found else { throw Refusal.personUnknown }
        guard hasFactor else { throw Refusal.factorOff }
        let model = RemoveFactorPage(
            path: Paths.removeFactor(login),
            back: "/console/people/\(login)",
            name: name,
            login: login,
            factor: FactorField(context.visitor.person, refusal, context.language),
            general: refusal.general(context.language)
        )
        let page = Page(
            "accounts/factor-remove",
            title: Words("移除两步验证", "Remove the second factor"),
            model: model,
            tab: .me,
            back: model.back,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}

struct RemoveFactorPage: Sendable {
    let path: String
    let back: String
    let name: String
    let login: String
    let factor: FactorField
    let general: FieldNote
}
