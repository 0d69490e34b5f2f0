import Domain
import HTTPTypes
import Hummingbird
import Storage

/// People under `/api/v1`, for system administrators.
struct PeopleAPI {
    let platform: Platform

    private static let people = "/api/v1/people"
    private static let person = "\(people)/{login}"
    private static let size = 50

    private struct Patch: Decodable {
        /// All that they are to have afterwards.
        let duties: [String]
        /// What they had when that was decided: only the differences are meant then.
        let had: [String]?
        /// Whoever gives up their own duty of system administrator means it.
        let sure: Bool?
        let factorCode: String?

        private enum CodingKeys: String, CodingKey {
            case duties, had, sure
            case factorCode = "factor_code"
        }
    }

    private struct Disabling: Decodable {
        let reason: DisableReason
        let note: String?
    }

    func add(to routes: Routes) {
        routes.signedIn(.get, Self.people, .personRead) { request, _, _ in try await list(request) }
        routes.signedIn(.get, Self.person, .personRead) { _, context, _ in try await answer(context) }
        routes.signedIn(.patch, Self.person, .personChangeDuties) { request, context, _ in
            let (login, body) = (try MemberRoutes.login(context), try await request.json(Patch.self))
            let wish = try DutyWish(Duty.named(body.duties), shown: body.had.map { try Duty.named($0) })
            try await ChangeDuties(platform: platform)(
                login: login,
                isSure: body.sure ?? false,
                by: context.caller,
                code: context.freshCode(request.factorCode(body.factorCode)),
                to: wish.applied
            )
            return try await answer(context)
        }
        routes.signedIn(.post, "\(Self.person)/disable", .personDisable) { request, context, _ in
            let (login, body) = (try MemberRoutes.login(context), try await request.json(Disabling.self))
            try await DisablePerson(platform: platform)(
                login: login,
                reason: body.reason,
                note: body.note ?? "",
                by: context.caller
            )
            return try await answer(context)
        }
        routes.signedIn(.post, "\(Self.person)/enable", .personDisable) { _, context, _ in
            try await EnablePerson(platform: platform)(login: MemberRoutes.login(context), by: context.caller)
            return try await answer(context)
        }
        routes.signedIn(.get, "\(Self.person)/sessions", .personRead) { _, context, _ in
            let now = platform.world.now()
            let devices = try await about(context) { try MeQueries($0).devices(of: $1.id, at: now) }
            return try .json(ListJSON(items: devices.map(PersonSessionJSON.init), next: nil))
        }
        routes.signedIn(.delete, "\(Self.person)/sessions", .personSignOut) { _, context, _ in
            try await SignOutPerson(platform: platform)(login: MemberRoutes.login(context), by: context.caller)
            return .empty
        }
        routes.signedIn(.delete, "\(Self.person)/sessions/{session_id}", .personSignOut) { _, context, _ in
            let id = ID<Domain.Session>(rawValue: try context.parameters.require("session_id"))
            let login = try MemberRoutes.login(context)
            try await SignOutPerson(platform: platform)(login: login, session: id, by: context.caller)
            return .empty
        }
        routes.signedIn(.get, "\(Self.person)/tokens", .personRead) { _, context, _ in
            let tokens = try await about(context) { try TokenQueries($0).tokens(of: $1.id) }
            return try .json(ListJSON(items: tokens.map(TokenJSON.init), next: nil))
        }
        routes.signedIn(.delete, "\(Self.person)/tokens/{token_id}", .personSignOut) { _, context, _ in
            let id = ID<APIToken>(rawValue: try context.parameters.require("token_id"))
            let login = try MemberRoutes.login(context)
            try await RevokePersonToken(platform: platform)(id, login: login, by: context.caller)
            return .empty
        }
        routes.signedIn(.get, "\(Self.person)/apps", .personRead) { request, context, _ in
            let cursor = try request.cursor(PeopleRoutes.cursor)
            let found = try await about(context) {
                try SwitcherQueries($0).page(of: $1.id, after: cursor, limit: Self.size + 1)
            }
            let shown = found.prefix(Self.size)
            let next = shown.last.map { "\($0.joinedAt.milliseconds)-\($0.app)" }
            let items = shown.map(PersonAppJSON.init)
            return try .json(ListJSON(items: items, next: found.count > Self.size ? next : nil))
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let query = request.query
        let filter = try query["show"].map { name in
            guard let filter = PeopleFilter(name: name) else {
                let all = PeopleFilter.allCases.map(\.name).joined(separator: ", ")
                let words = Words("只能是：\(all)。", "One of: \(all).")
                throw Refusal.invalid([FieldProblem(field: "show", words: words)])
            }
            return filter
        }
        return try .json(
            try await PeopleDirectory(platform: platform)
                .list(filter ?? .all, finding: query["q"] ?? "", after: query["after"], limit: Self.size)
        )
    }

    /// Reads something about the person in the path.
    private func about<Result: Sendable>(
        _ context: AppContext,
        _ read: @escaping @Sendable (any Reading, PersonRow) throws -> Result
    ) async throws -> Result {
        let login = try MemberRoutes.login(context)
        return try await platform.engine.read { db in
            guard let row = try PeopleQueries(db).person(login: login) else { throw Refusal.personUnknown }
            return try read(db, row)
        }
    }

    private func answer(_ context: AppContext) async throws -> Response {
        try .json(await PeopleDirectory(platform: platform).person(MemberRoutes.login(context)))
    }
}
