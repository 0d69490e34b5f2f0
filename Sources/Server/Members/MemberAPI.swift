import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The members of a mini program under `/api/v1`.
struct MemberAPI {
    let platform: Platform

    private let members = "/api/v1/apps/{app_id}/members"
    private static let pageSize = 50
    private static let mostInPage = 100

    init(platform: Platform) { self.platform = platform }

    private struct NewMember: Decodable {
        let login: String
        let role: MemberRole
        let nickname: String?
    }

    private struct MemberPatch: Decodable {
        let role: MemberRole?
        let nickname: String?
    }

    func add(to routes: Routes) {
        routes.inApp(.get, members, .memberView) { try await list($0, $1, $2) }
        routes.inApp(.post, members, .memberInviteExperiencer) { request, context, app in
            let body = try await request.json(NewMember.self)
            try await InviteMember(platform: platform)(
                login: body.login,
                as: body.role,
                nickname: body.nickname ?? "",
                to: app
            )
            var response = try await answer(body.login, app, context, status: .created)
            response.headers[.location] = "/api/v1/apps/\(app.id)/members/\(PlainText.line(body.login))"
            return response
        }
        routes.inApp(.get, "\(members)/{login}", .memberView) { _, context, app in
            try await answer(MemberRoutes.login(context), app, context)
        }
        routes.inApp(.patch, "\(members)/{login}", .memberManageExperiencer, or: .memberView) { request, context, app in
            let (login, body) = (try MemberRoutes.login(context), try await request.json(MemberPatch.self))
            // The role first: where it is refused, nothing was changed.
            if let role = body.role { try await ChangeMemberRole(platform: platform)(login: login, to: role, in: app) }
            if let nickname = body.nickname { try await SetNickname(platform: platform)(nickname, of: login, in: app) }
            return try await answer(login, app, context)
        }
        routes.inApp(.delete, "\(members)/{login}", .memberView, or: .memberLeave) { _, context, app in
            let login = try MemberRoutes.login(context)
            let isSelf =
                try await platform.engine.read { try PersonQueries($0).person(login: login) } == app.caller.person
            if isSelf {
                try await LeaveMiniProgram(platform: platform)(app)
            } else {
                try await RemoveMember(platform: platform)(login: login, from: app)
            }
            return .empty
        }
    }

    private func list(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let query = request.query
        let cursor = try query["after"].map { text in
            guard let cursor = MemberListQueries.Cursor(text: text) else {
                throw Self.invalid("after", Words("这不是上一页给出的 next。", "This is not the next of a page before."))
            }
            return cursor
        }
        let limit =
            try query["limit"].map { text in
                guard let limit = Int(text), (1...Self.mostInPage).contains(limit) else {
                    throw Self.invalid(
                        "limit",
                        Words("只能是 1 到 \(Self.mostInPage)。", "A whole number from 1 to \(Self.mostInPage).")
                    )
                }
                return limit
            } ?? Self.pageSize
        let roles = try Self.words(query, "role", MemberRole.self)
        let states = try Self.words(query, "state", MemberState.self)
        let found = try await platform.engine.read {
            try MemberListQueries($0).page(in: app.id, roles: roles, states: states, after: cursor, limit: limit + 1)
        }
        let rows = found.prefix(limit)
        let items = rows.map { MemberJSON($0, nil, app, context.language) }
        return try .json(ListJSON(items: items, next: found.count > limit ? rows.last?.cursor.text : nil))
    }

    /// The word that a list is narrowed to; all of them where none is named.
    private static func words<Word: RawRepresentable & CaseIterable>(
        _ query: FormFields,
        _ field: String,
        _: Word.Type
    ) throws -> [Word] where Word.RawValue == String {
        guard let text = query[field] else { return Array(Word.allCases) }
        guard let word = Word(rawValue: text) else {
            let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw invalid(field, Words("只能是：\(all)。", "One of: \(all)."))
        }
        return [word]
    }

    private static func invalid(_ field: String, _ words: Words) -> Refusal {
        .invalid([FieldProblem(field: field, words: words)])
    }

    private func answer(
        _ login: String,
        _ app: AuthorisedApp,
        _ context: AppContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let found = try await platform.engine.read { db -> (MemberRow, InvitationRow?)? in
            guard let row = try MemberListQueries(db).member(login, in: app.id) else { return nil }
            let open = row.state == .unconfirmed ? try InvitationQueries(db).open(of: row.person, in: app.id) : nil
            return (row, open)
        }
        guard let (row, invitation) = found else { throw Refusal.notFound }
        return try .json(MemberJSON(row, invitation, app, context.language), status: status)
    }
}
