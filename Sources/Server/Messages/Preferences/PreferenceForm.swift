import Domain

/// The settings as a form or a program sends them.
struct PreferenceForm: Sendable {
    let inbox: Set<MessageCategory>
    let push: Set<MessageCategory>
    let webhook: Set<MessageCategory>
    let isQuiet: Bool
    let from: String
    let until: String

    init(_ form: FormFields) {
        func chosen(_ way: String) -> Set<MessageCategory> {
            Set(form.all(way).compactMap(MessageCategory.init(rawValue:)))
        }
        (inbox, push, webhook) = (chosen("inbox"), chosen("push"), chosen("webhook"))
        isQuiet = form.isOn("quiet")
        (from, until) = (form["from"] ?? "", form["until"] ?? "")
    }

    init(_ chosen: MessagePreferences) {
        (inbox, push, webhook, isQuiet) = (chosen.inbox, chosen.push, chosen.webhook, chosen.quiet != nil)
        from = QuietHours.text(chosen.quiet?.from ?? Self.evening)
        until = QuietHours.text(chosen.quiet?.until ?? Self.morning)
    }

    /// What is suggested: from ten in the evening to eight in the morning.
    private static let evening = 22 * 60
    private static let morning = 8 * 60

    /// Throws `INVALID` with what stands at the two times.
    func preferences() throws -> MessagePreferences {
        var chosen = MessagePreferences(inbox: inbox, push: push, webhook: webhook, quiet: nil)
        guard isQuiet else { return chosen }
        chosen.quiet = try Self.quiet(from: from, until: until)
        return chosen
    }

    static func quiet(from: String, until: String) throws -> QuietHours {
        let (begin, end) = (QuietHours.minute(from), QuietHours.minute(until))
        let words = Words("请填写 24 小时制的时间，例如 22:30。", "Give a time of the day, such as 22:30.")
        guard let begin, let end else {
            let fields = [(begin, "from"), (end, "until")].filter { $0.0 == nil }
            throw Refusal.invalid(fields.map { FieldProblem(field: $0.1, words: words) })
        }
        guard let quiet = QuietHours(from: begin, until: end) else {
            let words = Words(
                "开始和结束不能相同；全天都不想收到推送，请关掉推送。",
                "They cannot begin and end at the same time. To get no push at all, switch push off."
            )
            throw Refusal.invalid([FieldProblem(field: "until", words: words)])
        }
        return quiet
    }
}
