import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The second step of a sign-in: a page of its own, between the password and the session.
struct SignInStepRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.open(.get, Paths.signInStep, .sessionStart) { request, context in
            try await page(request, context, nil)
        }
        routes.open(.post, Paths.signInStep, .sessionStart) { request, context in
            try await pass(request, context)
        }
    }

    private func secret(_ request: Request) -> String? {
        request.cookies[SignInStep.cookieName(platform.settings)]?.value
    }

    private func pass(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form()
        let devices = DeviceCookie(request, platform.settings)
        do {
            guard let secret = secret(request) else { throw Refusal.signInStepOver }
            let (session, next) = try await PassSecondStep(platform: platform)(
                secret: secret,
                code: form[Refusal.factorField] ?? "",
                from: context.origin(request),
                on: devices.hashes,
                replacing: context.visitor.session
            )
            var response = Entrance(platform: platform).welcome(session, devices, to: next)
            response.setCookie(Entrance.stepCookie("", platform.settings))
            return response
        } catch let refusal as Refusal where !request.wantsJSON {
            return try await page(request, context, refusal, isRecovery: form["with"] == "recovery")
        }
    }

    private func page(
        _ request: Request,
        _ context: AppContext,
        _ refusal: Refusal?,
        isRecovery: Bool? = nil
    ) async throws -> Response {
        let (id, now) = (secret(request).map(Secret.hash), platform.world.now())
        let step = try await platform.engine.read { db in
            try id.flatMap { try SignInStepQueries(db).step($0, at: now) }
        }
        guard let step else {
            var response = pages.done(Refusal.signInStepOver.words, to: Paths.signIn, context)
            response.setCookie(Entrance.stepCookie("", platform.settings))
            return response
        }
        let isRecovery = isRecovery ?? (request.query["with"] == "recovery")
        let model = SignInStepPage(
            login: step.login,
            isRecovery: isRecovery,
            note: refusal.note(Refusal.factorField, context.language),
            general: refusal.general(context.language)
        )
        let page = Page(
            "accounts/sign-in-step",
            title: Words("两步验证", "Second step"),
            model: model,
            tab: .none,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok,
            isBare: true
        )
        var response = try pages.render(page, request, context)
        if let seconds = refusal?.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}

struct SignInStepPage: Sendable {
    let login: String
    let isRecovery: Bool
    let note: FieldNote
    let general: FieldNote
}
