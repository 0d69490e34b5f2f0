import Domain

/// 消息设置: what comes where, when nothing rings, which devices ring.
struct MessageSettingsPage: Sendable {
    struct Row: Sendable {
        let category: String
        let name: String
        let detail: String
        let inInbox: Bool
        let inPush: Bool
        let inWebhook: Bool
    }

    struct Device: Sendable {
        let id: String
        let icon: String
        let name: String
        let detail: String
        let isHere: Bool
        let problem: String
        let hasProblem: Bool
    }

    let rows: [Row]
    let isQuiet: Bool
    let from: String
    let until: String
    let fromNote: FieldNote
    let untilNote: FieldNote
    let devices: [Device]
    let hasDevices: Bool
    let isHere: Bool
    let pushKey: String
    let webhooks: String
    let hasWebhooks: Bool
    let webhooksPath: String
    let mutes: String
    let hasMutes: Bool

    /// What the page is drawn from besides the form.
    struct Facts: Sendable {
        let devices: [PushQueries.Device]
        let muted: Int
        let webhooks: Int
        let pushKey: String
        let session: ID<Session>?
    }

    init(_ form: PreferenceForm, _ facts: Facts, _ refusal: Refusal?, _ time: PageTime, _ language: Language) {
        rows = MessageCategory.allCases.map { category in
            Row(
                category: category.rawValue,
                name: category.words[language],
                detail: category.purpose[language],
                inInbox: form.inbox.contains(category),
                inPush: form.push.contains(category),
                inWebhook: form.webhook.contains(category)
            )
        }
        (isQuiet, from, until) = (form.isQuiet, form.from, form.until)
        fromNote = refusal.note("from", language)
        untilNote = refusal.note("until", language)
        devices = facts.devices.map { device in
            let agent = AgentWords(device.agent)
            return Device(
                id: device.id.rawValue,
                icon: agent.isPhone ? "phone" : "laptop",
                name: agent.name[language],
                detail: device.sentAt.map {
                    Words("最近推送 \(time.short($0, language))", "last pushed \(time.short($0, language))")[language]
                }
                    ?? Words(
                        "\(time.short(device.createdAt, language)) 开启",
                        "on since \(time.short(device.createdAt, language))"
                    )[language],
                isHere: device.session == facts.session,
                problem: device.problem.map { Self.words(of: $0)[language] } ?? "",
                hasProblem: device.problem != nil
            )
        }
        hasDevices = !devices.isEmpty
        isHere = devices.contains(where: \.isHere)
        pushKey = facts.pushKey
        (webhooks, hasWebhooks) = ("\(facts.webhooks)", facts.webhooks > 0)
        webhooksPath = facts.webhooks > 0 ? Paths.ownWebhooks : "\(Paths.ownWebhooks)/new"
        (mutes, hasMutes) = ("\(facts.muted)", facts.muted > 0)
    }

    /// Why the last push to a device did not go.
    private static func words(of problem: String) -> Words {
        switch problem {
        case "UNKNOWN_NAME", "NOT_CONNECTED", "TIMED_OUT", "BROKEN_OFF":
            Words("推送服务暂时连不上，会继续重试", "The push service cannot be reached; it is tried again")
        case "FORBIDDEN_ADDRESS":
            Words("推送地址不允许访问，请在这台设备上重新开启", "Its push address may not be called; switch push on again there")
        case "HTTP_429": Words("推送服务要求放慢，会继续重试", "The push service asks to slow down; it is tried again")
        case let code where code.hasPrefix("HTTP_5"):
            Words("推送服务出了问题，会继续重试", "The push service is in trouble; it is tried again")
        default: Words("推送服务没有接受，请在这台设备上重新开启", "The push service refused it; switch push on again there")
        }
    }
}

extension MessageCategory {
    /// What comes in it, in a few words.
    var purpose: Words {
        switch self {
        case .product: Words("平台的更新和公告", "News of the platform")
        case .system: Words("版本、灰度、上架和成员", "Versions, releases and members")
        case .review: Words("提审、通过和驳回", "Submitted, passed, refused")
        case .interaction: Words("社区里与你有关的动静", "What concerns you in the community")
        case .answer: Words("请你来回答的问题", "Questions for you to answer")
        }
    }
}
