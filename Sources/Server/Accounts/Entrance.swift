import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The one door: every way of signing in ends here, in a browser, with its cookies.
struct Entrance: Sendable {
    let platform: Platform

    /// Goes on with somebody whose password was right: to `next` with a session, or to the second step.
    ///
    /// - Parameter isByTap: as one of the demonstration people, whom anybody may be: no device of theirs is news.
    func enter(
        _ person: ID<Person>,
        _ request: Request,
        _ context: AppContext,
        next: String?,
        isByTap: Bool = false
    ) async throws -> Response {
        let devices = DeviceCookie(request, platform.settings)
        let entry = try await Enter(platform: platform)(
            person,
            next: Paths.local(next),
            from: context.origin(request),
            on: devices.hashes,
            replacing: context.visitor.session,
            isTold: !isByTap
        )
        switch entry {
        case .session(let session): return welcome(session, devices, to: next)
        case .step(let secret):
            var response = Response.redirect(to: Paths.signInStep)
            response.setCookie(Self.stepCookie(secret, platform.settings))
            return response
        }
    }

    /// The way in with a session that is open.
    func welcome(_ session: OpenedSession, _ devices: DeviceCookie, to next: String?) -> Response {
        var response = Response.redirect(to: Paths.local(next))
        response.setCookie(SessionMiddleware.cookie(session.secret, platform.settings))
        if let device = session.device { response.setCookie(devices.cookie(adding: device, platform.settings)) }
        return response
    }

    /// Gone at once with an empty secret.
    static func stepCookie(_ secret: String, _ settings: Settings) -> Cookie {
        Cookie(
            name: SignInStep.cookieName(settings),
            value: secret,
            maxAge: secret.isEmpty ? 0 : Int(SignInStep.lifetimeSeconds),
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}
