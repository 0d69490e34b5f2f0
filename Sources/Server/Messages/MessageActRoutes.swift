import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What is done with messages: opening them, their next step, marking, filing away, muting, answering.
struct MessageActRoutes {
    let platform: Platform
    let pages: Pages
    let inbox: MessageRoutes

    func add(to routes: Routes) {
        act("open", routes) { sequence, place, context in
            try await MarkMessages(platform: platform)(sequence, by: context.caller)
            return .redirect(to: Paths.message(sequence) + place.query)
        }
        act("go", routes) { sequence, place, context in
            let row = try await platform.message(sequence, of: context.caller)
            try await MarkMessages(platform: platform)(sequence, by: context.caller)
            let step = MessageStep.of(row, for: context.caller, .none)
            guard case .link(_, let path)? = step else { return .redirect(to: Paths.message(sequence) + place.query) }
            return .redirect(to: path)
        }
        act("read", routes) { sequence, place, context in
            try await MarkMessages(platform: platform)(sequence, by: context.caller)
            return pages.done(Words("已读", "Read"), to: place.path, context)
        }
        act("archive", routes) { sequence, place, context in
            try await MarkMessages(platform: platform).archive(sequence, by: context.caller)
            return pages.done(Words("已归档", "Filed away"), to: place.path, context)
        }
        act("restore", routes) { sequence, place, context in
            try await MarkMessages(platform: platform).bringBack(sequence, by: context.caller)
            return pages.done(Words("已移回收件箱", "Back in the inbox"), to: place.path, context)
        }
        act("mute", routes) { sequence, place, context in
            let name = try await MuteMessages(platform: platform)(sequence, by: context.caller)
            let said = Words("已静音「\(name)」，重要消息仍会送达", "\(name) is muted; what is important still comes")
            return pages.done(said, to: Paths.message(sequence) + place.query, context)
        }
        answer("accept", routes)
        answer("decline", routes)
        routes.signedIn(.post, Paths.readMessages, .messageManage) { request, context, _ in
            let form = try await request.form()
            let place = InboxPlace(request.query)
            let category = form["category"].flatMap(MessageCategory.init(rawValue:))
            guard let through = form["through"].flatMap({ Int64($0) }) else { throw Refusal.notFound }
            let count = try await MarkMessages(platform: platform).all(
                in: category,
                through: through,
                by: context.caller
            )
            return pages.done(Words("\(count) 条已读", "\(count) read"), to: place.after(nil).path, context)
        }
        routes.signedIn(.post, Paths.unmute, .messageManage) { request, context, _ in
            let app = ID<MiniProgram>(rawValue: try await request.form()["app"] ?? "")
            try await MuteMessages(platform: platform).end(app, by: context.caller)
            return pages.done(Words("已取消静音", "No longer muted"), to: Paths.mutes, context)
        }
    }

    private func act(
        _ name: String,
        _ routes: Routes,
        _ body: @escaping @Sendable (Int64, InboxPlace, AppContext) async throws -> Response
    ) {
        routes.signedIn(.post, "/messages/{message}/\(name)", .messageManage) { request, context, _ in
            try await body(try MessageRoutes.sequence(context), InboxPlace(request.query), context)
        }
    }

    /// What was answered before, withdrawn or expired is said on the message's page, which shows how it stands now.
    private func answer(_ name: String, _ routes: Routes) {
        let accepts = name == "accept"
        routes.signedIn(.post, "/messages/{message}/\(name)", .messageManage) { request, context, person in
            let sequence = try MessageRoutes.sequence(context)
            let role = try await request.form()["role"].flatMap(MemberRole.init(rawValue:)) ?? .experiencer
            do {
                let row = try await AnswerMessage(platform: platform)(
                    sequence,
                    accepts: accepts,
                    as: role,
                    by: context.caller
                )
                return pages.done(Self.done(row, accepts), to: InboxPlace(request.query).path, context)
            } catch let refusal as Refusal where refusal.status == 409 {
                return try await inbox.show(sequence, request, context, person, problem: refusal)
            }
        }
    }

    private static func done(_ row: MessageRow, _ accepts: Bool) -> Words {
        let name = row.app?.name ?? ""
        return switch (row.event, accepts) {
        case (.joinRequested, true): Words("已通过申请", "Let in")
        case (.joinRequested, false): Words("已拒绝申请", "Declined")
        case (.handOverOffered, true): Words("你现在是「\(name)」的所有者", "You own \(name) now")
        case (_, true): Words("已加入「\(name)」", "You joined \(name)")
        case (_, false): Words("已谢绝", "Declined")
        }
    }
}
