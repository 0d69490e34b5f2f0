import Domain
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Finds out who asks: by the session cookie, or by a bearer token where programs ask. A token that is unknown is
/// refused at once; a cookie that has expired is a stranger's.
struct SessionMiddleware: RouterMiddleware {
    let platform: Platform

    /// A session ends this long after it was last used.
    static let lifetimeSeconds: Int64 = 30 * 24 * 3600
    /// How often a use is written down, so that reading a page does not write.
    static let touchSeconds: Int64 = 300

    func handle(
        _ request: Request,
        context: AppContext,
        next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = Self.bearer(request) {
            context.visitor = try await visitor(byToken: token, context.visitor.language)
        } else if let cookie = request.cookies[Self.cookieName(platform.settings)]?.value {
            context.visitor = try await visitor(bySession: cookie, context.visitor.language)
        }
        context.trace.visitor = context.visitor
        return try await next(request, context)
    }

    private func visitor(bySession cookie: String, _ language: Language) async throws -> Visitor {
        let id = ID<Session>(rawValue: Secret.hash(cookie))
        let now = platform.world.now()
        guard let found = try await platform.engine.read({ try SessionQueries($0).person(bySession: id, at: now) })
        else {
            return Visitor(caller: .anonymous, person: nil, session: nil, language: language)
        }
        if now.seconds(since: found.lastSeen) >= Self.touchSeconds {
            let end = now.adding(seconds: Self.lifetimeSeconds)
            try await noteUse { try SessionWrites(db: $0).seen(id, at: now, until: end) }
        }
        return Visitor(
            caller: Caller(found.person, scopes: nil),
            person: found.person,
            session: id,
            language: found.language ?? language
        )
    }

    private func visitor(byToken token: String, _ language: Language) async throws -> Visitor {
        let hash = Secret.hash(token)
        let now = platform.world.now()
        guard
            let (found, id, scopes) = try await platform.engine.read({
                try SessionQueries($0).person(byToken: hash, at: now)
            })
        else {
            throw Refusal(
                code: "INVALID_TOKEN",
                status: 401,
                words: Words(
                    "令牌无效、已过期或已撤销。请在“我的 → 访问令牌”里新建一个。",
                    "The token is unknown, expired or revoked. Make a new one under Me → Access tokens."
                )
            )
        }
        if now.seconds(since: found.lastSeen) >= Self.touchSeconds {
            try await noteUse { try SessionWrites(db: $0).seen(id, at: now) }
        }
        return Visitor(
            caller: Caller(found.person, scopes: scopes),
            person: found.person,
            session: nil,
            language: found.language ?? language
        )
    }

    /// Writes down that a session or a token was used. On a full disk that is left out: whoever only reads goes on.
    private func noteUse(_ write: @escaping @Sendable (any Writing) throws -> Void) async throws {
        do {
            try await platform.engine.write(write)
        } catch StorageError.diskFull {
            platform.logger.warning("the disk is full: the use of a session was not written down")
        }
    }

    /// Over TLS the name binds the cookie to this host and path (`__Host-`).
    static func cookieName(_ settings: Settings) -> String {
        settings.isSecure ? "__Host-steward_session" : "steward_session"
    }

    static func cookie(_ secret: String, _ settings: Settings) -> Cookie {
        Cookie(
            name: cookieName(settings),
            value: secret,
            maxAge: Int(lifetimeSeconds),
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    static func goneCookie(_ settings: Settings) -> Cookie {
        Cookie(
            name: cookieName(settings),
            value: "",
            maxAge: 0,
            path: "/",
            secure: settings.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }

    private static func bearer(_ request: Request) -> String? {
        guard request.isForPrograms, let header = request.headers[.authorization],
            header.lowercased().hasPrefix("bearer ")
        else { return nil }
        return String(header.dropFirst("bearer ".count))
    }
}

extension Caller {
    init(_ person: SignedInPerson, scopes: Set<Action>?) {
        self.init(person: person.id, duties: person.duties, scopes: scopes, withheld: person.withheldDuties)
    }
}
