import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Where people are asked: an invitation, a link to join, a hand-over, and asking to be let in.
struct AskedRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, "/invitations/{invitation_id}", .invitationAnswer) { try await invitation($0, $1, $2) }
        for accepts in [true, false] {
            let word = accepts ? "accept" : "decline"
            routes.signedIn(.post, "/invitations/{invitation_id}/\(word)", .invitationAnswer) { _, context, _ in
                try await answer(accepts, context)
            }
            routes.signedIn(.post, "/hand-overs/{hand_over_id}/\(word)", .invitationAnswer) { _, context, _ in
                try await answerHandOver(accepts, context)
            }
        }
        routes.signedIn(.get, "/hand-overs/{hand_over_id}", .invitationAnswer) { try await handOver($0, $1, $2) }
        routes.open(.get, "/i/{code}", .personRegister) { request, context in
            guard let person = context.visitor.person else {
                let strangers = RegisterRoutes(platform: platform, pages: pages)
                let way = RegistrationWay.memberLink(code: try Self.code(context))
                return try await strangers.show(way, next: Paths.home, request, context)
            }
            try context.caller.require(.joinRequest)
            return try await link(request, context, person)
        }
        routes.signedIn(.post, "/i/{code}", .joinRequest) { request, context, person in
            do {
                let app = try await FollowInvitationLink(platform: platform)(Self.code(context), by: context.caller)
                return pages.done(Words("你已加入", "You have joined"), to: Paths.app(app), context)
            } catch let refusal as Refusal where [409, 410].contains(refusal.status) {
                return try await link(request, context, person, refusal)
            }
        }
        routes.signedIn(.post, "/e/{code}/join", .joinRequest) { request, context, _ in
            let code = try Self.code(context)
            let note = try await request.form()["note"] ?? ""
            try await AskToJoin(platform: platform)(code: code, note: note, by: context.caller)
            let said = Words("申请已发送，管理员处理后会通知你", "Sent. You will get a message once it is decided")
            return pages.done(said, to: Paths.experience(code), context)
        }
    }

    private static func code(_ context: AppContext) throws -> String { try context.parameters.require("code") }

    private func answer(_ accepts: Bool, _ context: AppContext) async throws -> Response {
        let id = ID<Invitation>(rawValue: try context.parameters.require("invitation_id"))
        do {
            try await AnswerInvitation(platform: platform)(id, accepts: accepts, by: context.caller)
        } catch let refusal as Refusal where refusal.status == 409 {
            // The page says what was answered before.
            return .redirect(to: Paths.invitation(id))
        }
        let said = accepts ? Words("你已加入", "You have joined") : Words("已谢绝邀请", "Declined")
        guard accepts, let app = try await platform.engine.read({ try InvitationQueries($0).invitation(id)?.app })
        else {
            return pages.done(said, to: Paths.invitation(id), context)
        }
        return pages.done(said, to: Paths.app(app), context)
    }

    private func answerHandOver(_ accepts: Bool, _ context: AppContext) async throws -> Response {
        let id = ID<HandOver>(rawValue: try context.parameters.require("hand_over_id"))
        do {
            try await AnswerHandOver(platform: platform)(id, accepts: accepts, by: context.caller)
        } catch let refusal as Refusal where refusal.status == 409 && refusal != .handOverVoid {
            return .redirect(to: Paths.handOverOffer(id))
        }
        let said = accepts ? Words("你现在是所有者", "You are the owner now") : Words("已谢绝转让", "Declined")
        return pages.done(said, to: Paths.handOverOffer(id), context)
    }

    private func show(
        _ subject: AskedPage.Subject,
        _ title: Words,
        _ request: Request,
        _ context: AppContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let page = Page(
            "members/asked",
            title: title,
            model: AskedPage(subject, PageTime(platform), context.language),
            tab: .messages,
            back: Paths.messages,
            status: status
        )
        return try pages.render(page, request, context)
    }

    private func invitation(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws
        -> Response
    {
        let (id, now) = (
            ID<Invitation>(rawValue: try context.parameters.require("invitation_id")), platform.world.now()
        )
        let found = try await platform.engine.read { db -> (InvitationRow, InvitationQueries.Shown, MemberRole?)? in
            let queries = InvitationQueries(db)
            guard let row = try queries.invitation(id), row.person == person.id,
                let shown = try queries.shown(row.app, by: row.invitedBy)
            else { return nil }
            return (row, shown, try MembershipQueries(db).standing(of: person.id, in: row.app)?.role)
        }
        guard let (row, shown, role) = found else { throw Refusal.notFound }
        let path = Paths.invitation(id)
        let subject = AskedPage.Subject(
            app: row.app,
            name: shown.appName,
            logo: shown.appLogo,
            badge: row.role.words,
            lead: MemberWords.invitation(by: shown.inviterName, as: row.role),
            points: MemberWords.points(row.role),
            until: row.expiresAt,
            state: row.state.at(now, expires: row.expiresAt),
            accept: "\(path)/accept",
            acceptWords: Words("确认加入", "Join"),
            decline: "\(path)/decline",
            isMember: role != nil
        )
        return try show(subject, Words("成员邀请", "Invitation"), request, context)
    }

    private func handOver(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response
    {
        let (id, now) = (ID<HandOver>(rawValue: try context.parameters.require("hand_over_id")), platform.world.now())
        let found = try await platform.engine.read { db -> (HandOverRow, InvitationQueries.Shown, MemberRole?)? in
            guard let row = try HandOverQueries(db).handOver(id), row.to == person.id,
                let shown = try InvitationQueries(db).shown(row.app, by: row.from)
            else { return nil }
            return (row, shown, try MembershipQueries(db).standing(of: person.id, in: row.app)?.role)
        }
        guard let (row, shown, role) = found else { throw Refusal.notFound }
        let path = Paths.handOverOffer(id)
        let subject = AskedPage.Subject(
            app: row.app,
            name: shown.appName,
            logo: shown.appLogo,
            badge: MemberRole.owner.words,
            lead: Words("\(shown.inviterName)要把小程序转让给你", "\(shown.inviterName) offers to hand it over to you"),
            points: MemberWords.points(.owner),
            until: row.expiresAt,
            state: row.state.at(now, expires: row.expiresAt),
            accept: "\(path)/accept",
            acceptWords: Words("接受转让", "Take it over"),
            decline: "\(path)/decline",
            isMember: role != nil
        )
        return try show(subject, Words("小程序转让", "Hand-over"), request, context)
    }

    private func link(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let (code, now) = (try Self.code(context), platform.world.now())
        let found = try await platform.engine.read {
            db -> (LinkRow, InvitationQueries.Shown, MembershipQueries.Standing?, InvitationRow?)? in
            guard let row = try LinkQueries(db).link(code: code),
                let shown = try InvitationQueries(db).shown(row.app, by: row.madeBy)
            else { return nil }
            let standing = try MembershipQueries(db).standing(of: person.id, near: row.app)
            let open =
                standing?.state == .unconfirmed ? try InvitationQueries(db).open(of: person.id, in: row.app) : nil
            return (row, shown, standing, open)
        }
        // A code that never was and one of a mini program that is gone: the same answer.
        guard let (row, shown, standing, open) = found else { throw Refusal.linkOver }
        if let open { return .redirect(to: Paths.invitation(open.id)) }
        let isMember = standing?.state == .valid
        var outcome = refusal?.words
        if isMember { outcome = Words("你已经是成员了。", "You are a member already.") }
        // Used up, run out, revoked: as it is said to who is not signed in.
        if !isMember, refusal?.status != 409, !row.works(at: now) { outcome = row.over(at: now).words }
        let subject = AskedPage.Subject(
            app: row.app,
            name: shown.appName,
            logo: shown.appLogo,
            badge: row.role.words,
            lead: MemberWords.invitation(by: shown.inviterName, as: row.role),
            points: MemberWords.points(row.role),
            until: row.expiresAt,
            state: isMember ? .accepted : row.works(at: now) ? .open : .timeout,
            outcome: outcome,
            accept: Paths.join(code),
            acceptWords: Words("加入", "Join"),
            decline: nil,
            isMember: isMember
        )
        let status: HTTPResponse.Status = isMember || outcome == nil ? .ok : refusal?.status == 409 ? .conflict : .gone
        return try show(subject, Words("加入小程序", "Join a mini program"), request, context, status: status)
    }
}
