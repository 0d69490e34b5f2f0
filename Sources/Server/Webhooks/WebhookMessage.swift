import Domain
import Storage

/// What a webhook is told, with the names of the moment in which it is sent.
struct WebhookMessage: Sendable {
    let delivery: String
    let event: String
    let sequence: Int64?
    let at: Instant
    /// Nil for what is in no mini program.
    let app: ID<MiniProgram>?
    /// What robots show above the text: the mini program's name, mostly.
    let heading: String
    /// Nil for the program itself and for reviewers, who are never named to members.
    let actor: WebhookPerson?
    /// The sentence, who did it included.
    let text: Words
    let url: String
    let data: WebhookData?
    /// Only where it is told to somebody's own webhook.
    var own: Own?

    /// How a message stands in the inbox of whose webhook it is.
    struct Own: Sendable {
        let category: MessageCategory
        let isUrgent: Bool
    }

    /// Reads what is to be said; nil where there is nothing to say any more.
    static func load(_ row: DeliveryRow, to webhook: WebhookRow, _ publicURL: String, _ db: any Reading) throws
        -> WebhookMessage?
    {
        switch webhook.owner {
        case .person(let person): return try own(row, of: person, webhook.language, publicURL, db)
        case .app(let app): return try load(row, of: app, publicURL, db)
        }
    }

    private static func load(_ row: DeliveryRow, of app: ID<MiniProgram>, _ publicURL: String, _ db: any Reading) throws
        -> WebhookMessage?
    {
        guard let payload = row.payload else { return nil }
        let event = try JournalPayload(stored: payload).event
        let names = WebhookNameQueries(db)
        guard let appName = try names.app(app) else { return nil }
        let ids = [row.actor, event.concerned, event.inviter].compactMap(\.self)
        let people = try names.people(ids)
        let actor = event.actorWords == nil ? row.actor.flatMap { people[$0] } : nil
        let who =
            event.actorWords ?? actor.map { Words($0.name, $0.name) }
            ?? Words("系统", "The system")
        let what = event.activity
        let about = event.concerned.flatMap { $0 == row.actor ? nil : people[$0]?.name }
        let path = event.versionNumber.map { Paths.version($0, of: app) } ?? Paths.app(app)
        return WebhookMessage(
            delivery: row.id,
            event: row.word,
            sequence: row.sequence,
            at: row.at,
            app: app,
            heading: appName,
            actor: actor,
            text: Words(
                "\(who.zh) \(what.zh)\(about.map { "：\($0)" } ?? "")",
                "\(who.en) \(what.en)\(about.map { ": \($0)" } ?? "")"
            ),
            url: publicURL + path,
            data: WebhookData(event) { people[$0] }
        )
    }

    /// An example for trying out a webhook.
    static func test(
        _ id: String,
        of place: WebhookPlace,
        by actor: WebhookPerson?,
        at now: Instant,
        _ language: Language,
        _ publicURL: String
    ) -> WebhookMessage {
        let who = actor?.name ?? ""
        return WebhookMessage(
            delivery: id,
            event: DeliveryRow.testWord,
            sequence: nil,
            at: now,
            app: place.app?.id,
            heading: place.app?.name ?? Words("开发者助手", "Steward")[language],
            actor: place.app == nil ? nil : actor,
            text: Words("\(who) 发来一条测试消息，收到就说明已经接通", "\(who) sent a test. If you read this, it works"),
            url: publicURL + (place.app.map { Paths.app($0.id) } ?? Paths.messages),
            data: nil
        )
    }
}
