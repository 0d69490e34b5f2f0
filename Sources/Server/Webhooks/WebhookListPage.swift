import Domain

/// How a webhook is doing, in a badge and a sentence.
struct WebhookHealth: Sendable {
    let badge: String
    /// A class of the style sheet.
    let kind: String
    let detail: String

    init(_ row: WebhookRow, waiting: Int, _ time: PageTime, _ language: Language) {
        let last = row.lastAt.map { time.short($0, language) } ?? ""
        let queue =
            waiting == 0
            ? Words("", "") : Words(" · \(waiting) 条待发", " · \(waiting) waiting")
        func say(_ badge: Words, _ kind: String, _ detail: Words) -> (String, String, String) {
            (badge[language], kind, detail[language] + queue[language])
        }
        let since = row.failingSince.map { time.short($0, language) } ?? ""
        (badge, kind, detail) =
            switch (row.pause, row.failingSince, row.lastAt) {
            case (.receiver?, _, _):
                say(
                    Words("已停用", "Switched off"),
                    "bad",
                    Words("对方回应 410，说明地址已停用", "The receiver answered 410: it is gone")
                )
            case (.person?, _, _):
                say(Words("已暂停", "Paused"), "", Words("暂停期间的事件不会补发", "Events of this time are not sent later"))
            case (nil, .some, _) where row.gaveUpAt != nil:
                say(Words("送不到", "Given up"), "bad", Words("从 \(since) 起一直失败", "Failing since \(since)"))
            case (nil, .some, _):
                say(Words("失败，重试中", "Failing"), "warn", Words("从 \(since) 起失败", "Failing since \(since)"))
            case (nil, nil, .some): say(Words("正常", "Works"), "good", Words("最近送达 \(last)", "Last delivered \(last)"))
            case (nil, nil, nil):
                say(Words("还没有发送", "Nothing sent"), "blue", Words("有事件发生就会发送", "Sent as soon as something happens"))
            }
    }
}

/// The webhooks of a mini program, or one's own.
struct WebhookListPage: Sendable {
    struct Item: Sendable {
        let path: String
        let name: String
        let form: String
        let icon: String
        let events: String
        let hasEvents: Bool
        let health: WebhookHealth
    }

    let items: [Item]
    let isEmpty: Bool
    let newPath: String
    let isOwn: Bool
    let choicePath: String
    let hasRoom: Bool
    let count: String

    init(
        _ rows: [WebhookRow],
        _ waiting: [ID<Webhook>: Int],
        at place: WebhookPlace,
        _ time: PageTime,
        _ language: Language
    ) {
        items = rows.map { row in
            Item(
                path: place.path(row.id),
                name: row.shownName,
                form: row.form.words[language],
                icon: row.form == .json ? "code" : "talk",
                events: place.choosesEvents ? row.events.summary[language] : "",
                hasEvents: place.choosesEvents,
                health: WebhookHealth(row, waiting: waiting[row.id] ?? 0, time, language)
            )
        }
        isEmpty = rows.isEmpty
        newPath = place.new
        (isOwn, choicePath) = (place.app == nil, Paths.messageSettings)
        hasRoom = rows.count < place.most
        count = "\(rows.count) / \(place.most)"
    }
}

extension WebhookRow {
    /// The description, or the host: an address may hold a key.
    var shownName: String {
        description.isEmpty ? (try? OutboundAddress(address))?.host ?? "" : description
    }
}
