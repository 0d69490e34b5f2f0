import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 我的测试身份: the host app's users that a person is.
struct HostUserRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.hostUsers, .hostUserManage) { try await page($0, $1, $2) }
        routes.signedIn(.post, Paths.hostUsers, .hostUserManage) { request, context, person in
            let typed = try await request.form()["user"] ?? ""
            do {
                try await LinkHostUser(platform: platform)(typed, to: person.id, by: context.caller)
            } catch let refusal as Refusal where [409, 422].contains(refusal.status) {
                return try await page(request, context, person, typed: typed, problem: refusal)
            }
            return pages.done(Words("已关联", "Linked"), to: Paths.hostUsers, context)
        }
        routes.signedIn(.post, Paths.hostUsers + "/remove", .hostUserManage) { request, context, person in
            let user = try await request.form()["user"] ?? ""
            try await LinkHostUser(platform: platform).remove(user, of: person.id, by: context.caller)
            return pages.done(Words("已移除", "Removed"), to: Paths.hostUsers, context)
        }
    }

    private func page(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        typed: String = "",
        problem: Refusal? = nil
    ) async throws -> Response {
        let (me, _) = try await platform.meList(person, at: .hostUsers, context)
        let users = try await platform.engine.read { try HostUserQueries($0).users(of: person.id) }
        let model = HostUsersPage(
            me: me,
            users: users,
            isEmpty: users.isEmpty,
            hasRoom: users.count < LinkHostUser.most,
            typed: typed,
            problem: problem?.words[context.language] ?? "",
            hasProblem: problem != nil
        )
        let page = Page(
            "runtime/host-users",
            title: Words("宿主用户编号", "Host app user ids"),
            model: model,
            tab: .me,
            back: Paths.me,
            status: HTTPResponse.Status(code: problem?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }
}

struct HostUsersPage: Sendable {
    let me: MeList
    let users: [String]
    let isEmpty: Bool
    let hasRoom: Bool
    let typed: String
    let problem: String
    let hasProblem: Bool
}

extension Paths {
    static let hostUsers = "/me/host-users"
}
