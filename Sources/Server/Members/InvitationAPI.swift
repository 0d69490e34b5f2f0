import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Lists of invitations, links, requests to join, and answers, under `/api/v1`.
struct InvitationAPI {
    let platform: Platform

    private let links = "/api/v1/apps/{app_id}/invitation-links"
    private let requests = "/api/v1/apps/{app_id}/join-requests"

    init(platform: Platform) { self.platform = platform }

    private struct ManyBody: Decodable {
        let logins: [String]
        let role: MemberRole
    }

    private struct LinkBody: Decodable {
        let role: MemberRole
        let uses: Int
        let hours: Int
    }

    private struct AdmitBody: Decodable { let role: MemberRole }
    private struct AskBody: Decodable {
        let code: String
        let note: String?
    }

    func add(to routes: Routes) {
        routes.inApp(.post, "/api/v1/apps/{app_id}/invitations", .memberInviteExperiencer) { request, context, app in
            let body = try await request.json(ManyBody.self)
            let text = body.logins.joined(separator: "\n")
            let outcomes = try await InviteMany(platform: platform)(logins: text, as: body.role, to: app)
            return try .json(ListJSON(items: outcomes.map { InviteOutcomeJSON($0, context.language) }, next: nil))
        }
        addLinks(to: routes)
        addRequests(to: routes)
        for accepts in [true, false] {
            let word = accepts ? "accept" : "decline"
            routes.signedIn(.post, "/api/v1/invitations/{invitation_id}/\(word)", .invitationAnswer) { _, context, _ in
                let id = ID<Invitation>(rawValue: try context.parameters.require("invitation_id"))
                try await AnswerInvitation(platform: platform)(id, accepts: accepts, by: context.caller)
                return try .json(AnswerJSON(id: id.rawValue, state: accepts ? .accepted : .declined))
            }
            routes.signedIn(.post, "/api/v1/hand-overs/{hand_over_id}/\(word)", .invitationAnswer) { _, context, _ in
                let id = ID<HandOver>(rawValue: try context.parameters.require("hand_over_id"))
                try await AnswerHandOver(platform: platform)(id, accepts: accepts, by: context.caller)
                return try .json(AnswerJSON(id: id.rawValue, state: accepts ? .accepted : .declined))
            }
        }
    }

    private func addLinks(to routes: Routes) {
        routes.inApp(.get, links, .memberInviteExperiencer) { _, _, app in
            let (now, roles) = (platform.world.now(), app.invitableRoles)
            let rows = try await platform.engine.read {
                try LinkQueries($0).working(in: app.id, at: now, limit: InvitationRules.mostLinks)
            }
            // Whoever has the link can join: it is shown to those who could invite to its role anyway.
            let items = rows.filter { roles.contains($0.role) }
                .map { InvitationLinkJSON($0, at: now, platform.settings) }
            return try .json(ListJSON(items: items, next: nil))
        }
        routes.inApp(.post, links, .memberInviteExperiencer) { request, _, app in
            let body = try await request.json(LinkBody.self)
            let made = try await MakeInvitationLink(platform: platform)(
                body.role,
                uses: body.uses,
                hours: body.hours,
                in: app
            )
            let row = try await platform.engine.read { try LinkQueries($0).link(made.id, of: app.id) }
            guard let row else { throw Refusal.notFound }
            let json = InvitationLinkJSON(row, at: platform.world.now(), platform.settings)
            return try .json(json, status: .created)
        }
        routes.inApp(.delete, "\(links)/{link_id}", .memberInviteExperiencer) { _, context, app in
            let id = ID<InvitationLink>(rawValue: try context.parameters.require("link_id"))
            try await RevokeInvitationLink(platform: platform)(id, in: app)
            return .empty
        }
    }

    private func addRequests(to routes: Routes) {
        routes.inApp(.get, requests, .memberAdmit) { _, _, app in
            let rows = try await platform.engine.read {
                try JoinRequestQueries($0).waiting(in: app.id, limit: InvitationRules.mostRequests)
            }
            return try .json(ListJSON(items: rows.map(JoinRequestJSON.init), next: nil))
        }
        routes.inApp(.post, "\(requests)/{request_id}/admit", .memberAdmit) { request, context, app in
            try await decide(as: try await request.json(AdmitBody.self).role, app, context)
        }
        routes.inApp(.post, "\(requests)/{request_id}/decline", .memberAdmit) { _, context, app in
            try await decide(as: nil, app, context)
        }
        routes.signedIn(.post, "/api/v1/join-requests", .joinRequest) { request, context, _ in
            let body = try await request.json(AskBody.self)
            let id = try await AskToJoin(platform: platform)(code: body.code, note: body.note ?? "", by: context.caller)
            return try .json(AnswerJSON(id: id.rawValue, state: .open), status: .created)
        }
    }

    private func decide(as role: MemberRole?, _ app: AuthorisedApp, _ context: AppContext) async throws -> Response {
        let id = ID<JoinRequest>(rawValue: try context.parameters.require("request_id"))
        let found = try await platform.engine.read { try JoinRequestQueries($0).request(id) }
        guard found?.app == app.id else { throw Refusal.notFound }
        try await DecideJoinRequest(platform: platform)(id, as: role, by: context.caller)
        return try .json(AnswerJSON(id: id.rawValue, state: role == nil ? .declined : .accepted))
    }
}
