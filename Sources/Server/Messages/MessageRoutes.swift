import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 消息: the inbox, and one message. Reading changes nothing: what marks a message comes by POST.
struct MessageRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.messages, .messageRead) { try await inbox($0, $1, $2) }
        routes.signedIn(.get, Paths.mutes, .messageRead) { request, context, person in
            let apps = try await platform.engine.read {
                try MessageMuteQueries($0).apps(of: person.id, limit: MutesPage.most)
            }
            let page = Page(
                "messages/mutes",
                title: Words("静音的小程序", "Muted mini programs"),
                model: MutesPage(apps, PageTime(platform), context.language),
                tab: .messages,
                back: Paths.messageSettings
            )
            return try pages.render(page, request, context)
        }
        routes.signedIn(.get, "/messages/{message}", .messageRead) { request, context, person in
            try await show(try Self.sequence(context), request, context, person)
        }
        MessageActRoutes(platform: platform, pages: pages, inbox: self).add(to: routes)
    }

    static func sequence(_ context: AppContext) throws -> Int64 {
        guard let sequence = Int64(try context.parameters.require("message")) else { throw Refusal.notFound }
        return sequence
    }

    private func inbox(_ request: Request, _ context: AppContext, _ person: SignedInPerson) async throws -> Response {
        let place = InboxPlace(request.query)
        let (facts, writer) = try await facts(at: place, open: nil, context, person)
        let page = Page(
            "messages/inbox",
            title: Words("消息", "Messages"),
            model: OpenInbox(inbox: InboxPage(facts, writer), message: nil),
            tab: .messages
        )
        return try pages.render(page, request, context)
    }

    /// A message, beside the list that it was opened from.
    func show(
        _ sequence: Int64,
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        problem: Refusal? = nil
    ) async throws -> Response {
        let place = InboxPlace(request.query)
        let (facts, writer) = try await facts(at: place, open: sequence, context, person)
        guard let row = facts.open else { throw Refusal.notFound }
        let message = MessagePage(
            row,
            facts.notice,
            isMuted: facts.isMuted,
            chosen: facts.chosen,
            webhooks: facts.webhooks,
            writer,
            problem
        )
        let page = Page(
            "messages/message",
            title: Words("消息", "Messages"),
            model: OpenInbox(inbox: InboxPage(facts, writer), message: message),
            tab: .messages,
            back: place.path,
            status: HTTPResponse.Status(code: problem?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func facts(
        at place: InboxPlace,
        open sequence: Int64?,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> (InboxFacts, MessageWriter) {
        let time = PageTime(platform)
        let facts = try await platform.engine.read {
            try InboxFacts($0, of: person.id, at: place, open: sequence, now: time.now)
        }
        let writer = MessageWriter(
            time: time,
            caller: context.caller,
            language: context.language,
            names: facts.names,
            answers: facts.answers,
            place: place
        )
        return (facts, writer)
    }
}

/// The list, and what is open beside it.
struct OpenInbox: Sendable {
    let inbox: InboxPage
    let message: MessagePage?
}
