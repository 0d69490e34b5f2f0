import Domain

/// A webhook as somebody wants it: what is nil stays as it is, or is what a new one has.
struct WebhookWish: Sendable {
    var form: String?
    var address: String?
    var events: [String]?
    var description: String?
    var language: String?
    /// The secret of a DingTalk or Feishu robot; empty for none.
    var secret: String?
    var isPaused: Bool?

    static let longestDescription = 60
    static let longestSecret = 200

    /// The webhook with the wish fulfilled, and the names of what differs.
    ///
    /// - Throws: a refusal at every field that breaks a rule.
    func applied(to row: WebhookRow, isNew: Bool, _ outbound: Outbound) throws -> (row: WebhookRow, fields: [String]) {
        var problems: [FieldProblem] = []
        func wrong(_ field: String, _ zh: String, _ en: String) {
            problems.append(FieldProblem(field: field, words: Words(zh, en)))
        }
        let form = form.map { WebhookForm(rawValue: $0) } ?? (isNew ? nil : row.form)
        if form == nil { wrong("form", "请选择形式。", "Choose a form.") }
        let address = address.map(PlainText.line) ?? row.address
        if let problem = Self.problem(of: address, outbound) { problems.append(problem) }
        let events = events.map { WebhookEvents($0) } ?? (isNew ? nil : row.events)
        if events == nil { wrong("events", "至少选一类事件。", "Choose at least one kind of event.") }
        let description = description.map(PlainText.line) ?? row.description
        if TextLength.weighted(description) > Self.longestDescription {
            let most = Self.longestDescription
            wrong("description", "最多 \(most)（一个汉字算 2）。", "At most \(most) (a Chinese character counts 2).")
        }
        let language = language.map { Language(rawValue: $0) } ?? row.language
        if language == nil { wrong("language", "语言是 zh 或 en。", "The language is zh or en.") }
        var secret = row.secret
        if form?.secretSource == .theirs {
            if let typed = self.secret { secret = typed.trimmingSpaces }
            if form != row.form, self.secret == nil { secret = "" }
            if secret.utf8.count > Self.longestSecret || !secret.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) {
                wrong(
                    "secret",
                    "密钥由字母、数字和符号组成，最多 \(Self.longestSecret) 位。",
                    "A secret is up to \(Self.longestSecret) letters, digits and signs."
                )
            }
        } else if let typed = self.secret, !typed.isEmpty {
            wrong(
                "secret",
                "只有钉钉和飞书机器人要填写密钥；签名 JSON 的密钥由这里生成。",
                "Only DingTalk and Feishu take a secret. That of signed JSON is made here."
            )
        }
        if form?.secretSource == SecretSource.none { secret = "" }
        guard let form, let events, let language, problems.isEmpty else { throw Refusal.invalid(problems) }
        let pause = isPaused.map { $0 ? row.pause ?? .person : nil } ?? row.pause
        // Whatever was wrong before: another address, and a pause that ends, begin anew.
        let isFresh = address != row.address || (row.pause != nil && pause == nil)
        var changed = row
        (changed.form, changed.address, changed.secret, changed.events) = (form, address, secret, events)
        (changed.description, changed.language, changed.pause) = (description, language, pause)
        if isFresh { (changed.failingSince, changed.gaveUpAt) = (nil, nil) }
        return (changed, changed.differences(from: row))
    }

    private typealias SecretSource = WebhookForm.SecretSource

    private static func problem(of text: String, _ outbound: Outbound) -> FieldProblem? {
        do {
            let address = try OutboundAddress(text)
            return outbound.refusal(of: address).map { FieldProblem(field: "address", words: $0.words) }
        } catch {
            return FieldProblem(field: "address", words: error.words)
        }
    }
}

extension WebhookRow {
    fileprivate func differences(from old: WebhookRow) -> [String] {
        var fields: [String] = []
        if form != old.form { fields.append("form") }
        if address != old.address { fields.append("address") }
        if events != old.events { fields.append("events") }
        if description != old.description { fields.append("description") }
        if language != old.language { fields.append("language") }
        if secret != old.secret { fields.append("secret") }
        if pause != old.pause { fields.append("paused") }
        return fields
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
