import Domain

/// The form of a webhook, new or changed.
struct WebhookFormPage: Sendable {
    struct Choice: Sendable {
        let value: String
        let label: String
        let detail: String
        let isChosen: Bool
    }

    struct Topic: Sendable {
        let value: String
        let label: String
        let detail: String
        let isChosen: Bool
        /// Some of its words are chosen, not all of it.
        let isOpen: Bool
        let words: [Choice]
    }

    let action: String
    let back: String
    let isNew: Bool
    let address: String
    let description: String
    let forms: [Choice]
    let choosesEvents: Bool
    let topics: [Topic]
    let languages: [Choice]
    let hasSecret: Bool
    let descriptionMax: String
    let addressNote: FieldNote
    let formNote: FieldNote
    let eventsNote: FieldNote
    let descriptionNote: FieldNote
    let secretNote: FieldNote
    let general: FieldNote
    let factor: FactorField

    /// - Parameter row: what is kept; nil for a new one.
    init(_ row: WebhookRow?, typed: FormFields?, _ refusal: Refusal?, at place: WebhookPlace, _ language: Language) {
        action = row.map { place.path($0.id) + "/edit" } ?? place.list
        back = row.map { place.path($0.id) } ?? place.list
        choosesEvents = place.choosesEvents
        isNew = row == nil
        address = typed?["address"] ?? row?.address ?? ""
        description = typed?["description"] ?? row?.description ?? ""
        let form = typed.map { $0["form"] ?? "" } ?? row?.form.rawValue ?? WebhookForm.json.rawValue
        forms = WebhookForm.allCases.map { one in
            Choice(
                value: one.rawValue,
                label: one.words[language],
                detail: one.explanation[language],
                isChosen: one.rawValue == form
            )
        }
        let fresh = WebhookEvents(topics: [.versions, .reviews, .releases]).names
        let chosen = Set(typed?.all("events") ?? row?.events.names ?? fresh)
        topics = WebhookTopic.allCases.map { topic in
            let words = topic.events.map { word in
                Choice(
                    value: word.rawValue,
                    label: word.eventName[language],
                    detail: "",
                    isChosen: chosen.contains(word.rawValue)
                )
            }
            return Topic(
                value: topic.rawValue,
                label: topic.words[language],
                detail: topic.explanation[language],
                isChosen: chosen.contains(topic.rawValue),
                isOpen: words.contains(where: \.isChosen),
                words: words
            )
        }
        let spoken = typed?["language"] ?? row?.language.rawValue ?? language.rawValue
        languages = [(Language.zh, "中文"), (.en, "English")].map { value, label in
            Choice(value: value.rawValue, label: label, detail: "", isChosen: value.rawValue == spoken)
        }
        hasSecret = row.map { $0.form.secretSource == .theirs && !$0.secret.isEmpty } ?? false
        descriptionMax = "\(WebhookWish.longestDescription)"
        addressNote = refusal.note("address", language)
        formNote = refusal.note("form", language)
        eventsNote = refusal.note("events", language)
        descriptionNote = refusal.note("description", language)
        secretNote = refusal.note("secret", language)
        general = refusal.general(language)
        factor = FactorField(afterwards: refusal, typed, language)
    }
}

extension WebhookForm {
    /// Where its address comes from.
    fileprivate var explanation: Words {
        switch self {
        case .json: Words("给自己的程序，带签名", "For a program of your own, signed")
        case .dingtalk: Words("群设置 → 机器人 → 自定义，复制 Webhook", "Group settings, robots, custom: copy its webhook")
        case .feishu: Words("群设置 → 群机器人 → 自定义机器人", "Group settings, bots, custom bot")
        case .wecom: Words("群聊 → 消息推送，复制 Webhook 地址", "Group chat, message push: copy its webhook")
        }
    }
}

extension FormFields {
    /// What was typed in the form of a webhook. An empty secret means the one that is kept.
    var webhookWish: WebhookWish {
        var wish = WebhookWish()
        (wish.form, wish.address, wish.events) = (self["form"] ?? "", self["address"] ?? "", all("events"))
        (wish.description, wish.language) = (self["description"] ?? "", self["language"] ?? "zh")
        let takesSecret = WebhookForm(rawValue: self["form"] ?? "")?.secretSource == .theirs
        if takesSecret, isOn("no_secret") {
            wish.secret = ""
        } else if takesSecret, let typed = self["secret"], !typed.isEmpty {
            wish.secret = typed
        }
        return wish
    }
}

/// The only page that ever shows a webhook's secret.
/// Asks once more before the secret is changed.
struct WebhookRotationPage: Sendable {
    let path: String
    let name: String
    let factor: FactorField
    let general: FieldNote
}

struct WebhookSecretPage: Sendable {
    let name: String
    let secret: String
    let isNew: Bool
    let back: String
}
