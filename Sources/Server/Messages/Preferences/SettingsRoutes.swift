import Domain
import HTTPTypes
import Hummingbird
import Storage

/// `/messages/settings`, and the devices that ring.
struct MessageSettingsRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.messageSettings, .messageRead) { request, context, person in
            let chosen = try await platform.engine.read { try PreferenceQueries($0).preferences(of: person.id) }
            return try await page(PreferenceForm(chosen), request, context, person)
        }
        routes.signedIn(.post, Paths.messageSettings, .messageManage) { request, context, person in
            let form = PreferenceForm(try await request.form())
            do {
                try await SetPreferences(platform: platform)(form.preferences(), by: context.caller)
            } catch let refusal as Refusal where refusal.status == 422 {
                return try await page(form, request, context, person, refusal)
            }
            return pages.done(Words("已保存", "Saved"), to: Paths.messageSettings, context)
        }
        routes.signedIn(.post, Paths.pushDevices, .messageManage) { request, context, _ in
            guard let session = context.visitor.session else { throw Refusal.signInRequired }
            let form = try await request.form()
            let offer = SubscribeToPush.Offer(
                endpoint: form["endpoint"] ?? "",
                key: form["key"] ?? "",
                auth: form["auth"] ?? ""
            )
            let id = try await SubscribeToPush(platform: platform)(
                offer,
                by: context.caller,
                session: session,
                language: context.language
            )
            return try .json(["id": id.rawValue], status: .created)
        }
        routes.signedIn(.post, Paths.pushDevices + "/remove", .messageManage) { request, context, _ in
            let id = ID<PushDevice>(rawValue: try await request.form()["device"] ?? "")
            try await SubscribeToPush(platform: platform).end(id, by: context.caller)
            return pages.done(Words("这台设备不再接收推送", "That device gets no more push"), to: Paths.messageSettings, context)
        }
        routes.signedIn(.post, Paths.pushDevices + "/test", .messageManage) { request, context, _ in
            let id = ID<PushDevice>(rawValue: try await request.form()["device"] ?? "")
            let outbound = platform.outbound
            let answer = try await SubscribeToPush(platform: platform).test(id, by: context.caller) {
                try await outbound.send($0)
            }
            return pages.done(Self.said(answer), to: Paths.messageSettings, context)
        }
    }

    private static func said(_ answer: PushSender.Answer) -> Words {
        switch answer {
        case .taken: Words("测试通知已发出，请看那台设备", "A test is on its way. Look at that device")
        case .gone: Words("那台设备已经取消了推送，已从列表移除", "That device has ended push, so it was removed")
        case .tooLarge, .refused:
            Words("推送服务没有接受，请在那台设备上重新开启", "The push service refused it. Switch push on again there")
        case .later: Words("推送服务现在连不上，请稍后再试", "The push service cannot be reached just now. Try again later")
        }
    }

    private func page(
        _ form: PreferenceForm,
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let key = try await PushKey.load(platform).publicText
        let session = context.visitor.session
        let facts = try await platform.engine.read { db in
            MessageSettingsPage.Facts(
                devices: try PushQueries(db).devices(of: person.id),
                muted: try MessageMuteQueries(db).apps(of: person.id, limit: MutesPage.most).count,
                webhooks: try WebhookQueries(db).count(of: .person(person.id)),
                pushKey: key,
                session: session
            )
        }
        let page = Page(
            "messages/settings",
            title: Words("消息设置", "Message settings"),
            model: MessageSettingsPage(form, facts, refusal, PageTime(platform), context.language),
            tab: .messages,
            back: Paths.messages,
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }
}

extension Paths {
    static let messageSettings = "\(messages)/settings"
    static let pushDevices = "\(messages)/push"
}
