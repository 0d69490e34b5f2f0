import Domain

/// Which of somebody's own settings let a message through, for "why you got this".
struct PreferenceReasons: Sendable {
    let words: [Words]

    /// - Parameter webhooks: how many of their own they have.
    init(_ row: MessageRow, _ chosen: MessagePreferences, webhooks: Int) {
        guard let rule = row.event.message.rule else {
            words = []
            return
        }
        let name = rule.category.words
        words =
            [Self.inbox(rule, name, chosen), Self.push(rule, name, chosen)]
            + (webhooks > 0 ? [Self.webhook(rule, name, chosen)] : [])
    }

    private static func webhook(_ rule: MessageRule, _ name: Words, _ chosen: MessagePreferences) -> Words {
        chosen.webhook.contains(rule.category)
            ? Words("消息设置：\(name.zh)发到你的 Webhook。", "Your settings: \(name.en.lowercased()) goes to your webhooks.")
            : Words("消息设置：\(name.zh)不发到 Webhook。", "Your settings: no \(name.en.lowercased()) to webhooks.")
    }

    private static func inbox(_ rule: MessageRule, _ name: Words, _ chosen: MessagePreferences) -> Words {
        if chosen.inbox.contains(rule.category) {
            return Words("消息设置：\(name.zh)放进收件箱。", "Your settings: \(name.en.lowercased()) goes into the inbox.")
        }
        return rule.comesThroughMutes
            ? Words(
                "消息设置：\(name.zh)不放进收件箱，但重要的和等你答复的照常。",
                "Your settings: no \(name.en.lowercased()) in the inbox, but what is important or waits for your answer."
            )
            : Words(
                "消息设置：\(name.zh)现在不放进收件箱；这条是在那之前来的。",
                "Your settings: no \(name.en.lowercased()) in the inbox by now; this came before."
            )
    }

    private static func push(_ rule: MessageRule, _ name: Words, _ chosen: MessagePreferences) -> Words {
        guard chosen.rings(rule.category) else {
            return Words("消息设置：\(name.zh)不推送。", "Your settings: no push for \(name.en.lowercased()).")
        }
        guard chosen.quiet != nil else {
            return Words(
                "消息设置：\(name.zh)推送到开启过的设备。",
                "Your settings: \(name.en.lowercased()) rings on devices that asked."
            )
        }
        return rule.isUrgent
            ? Words(
                "消息设置：\(name.zh)推送，重要的在免打扰时段也推。",
                "Your settings: \(name.en.lowercased()) rings; what is important also in quiet hours."
            )
            : Words(
                "消息设置：\(name.zh)推送，免打扰时段的等结束后再推。",
                "Your settings: \(name.en.lowercased()) rings, after quiet hours if they hold."
            )
    }
}
