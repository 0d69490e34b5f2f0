import Domain
import Storage

/// Where webhooks are kept, and by whom: a mini program's by its administrators, one's own by oneself.
struct WebhookPlace: Sendable {
    let owner: WebhookOwner
    let caller: Caller
    /// Nil for one's own.
    let app: AuthorisedApp?

    init(_ app: AuthorisedApp) throws {
        try app.require(.webhookManage)
        (owner, caller, self.app) = (.app(app.id), app.caller, app)
    }

    init(_ caller: Caller) throws {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        (owner, self.caller, app) = (.person(person), caller, nil)
    }

    /// How many there may be.
    var most: Int { app == nil ? MakeWebhook.mostOwn : MakeWebhook.most }

    /// The events that can be chosen: of one's own messages the categories are, in the preferences.
    var choosesEvents: Bool { app != nil }

    /// The wish as it can be had here.
    func fitted(_ wish: WebhookWish) throws(Refusal) -> WebhookWish {
        guard !choosesEvents else { return wish }
        guard wish.events?.isEmpty ?? true else {
            let words = Words(
                "自己的 Webhook 按消息设置里选的分类发送，这里不选事件。",
                "One's own webhooks are told by the categories of the message settings; no events are chosen here."
            )
            throw .invalid([FieldProblem(field: "events", words: words)])
        }
        var fitted = wish
        fitted.events = WebhookEvents.everything.names
        return fitted
    }

    var list: String { app.map { Paths.webhooks($0.id) } ?? Paths.ownWebhooks }
    var new: String { "\(list)/new" }
    func path(_ id: ID<Webhook>) -> String { "\(list)/\(id)" }
    func path(_ delivery: String, of id: ID<Webhook>) -> String { "\(path(id))/deliveries/\(delivery)" }
    var tab: Tab { app == nil ? .messages : .home }
    /// Where the list leads back to.
    var back: String { app.map { Paths.app($0.id) } ?? Paths.messageSettings }

    /// A webhook that is kept here; any other does not exist.
    func webhook(_ id: ID<Webhook>, in db: any Reading) throws -> WebhookRow {
        guard let row = try WebhookQueries(db).webhook(id, of: owner) else { throw Refusal.notFound }
        return row
    }

    func record(_ event: JournalEvent, in change: Change) throws { try change.record(event, in: app?.id) }
}
