import Domain

/// What a program sends to make or to change a webhook.
struct WebhookBody: Decodable {
    let form: String?
    let address: String?
    let events: [String]?
    let description: String?
    let language: String?
    let secret: String?
    let paused: Bool?
    let factorCode: String?

    private enum CodingKeys: String, CodingKey {
        case form, address, events, description, language, secret, paused
        case factorCode = "factor_code"
    }

    var wish: WebhookWish {
        WebhookWish(
            form: form,
            address: address,
            events: events,
            description: description,
            language: language,
            secret: secret,
            isPaused: paused
        )
    }
}

/// A webhook in the JSON API.
struct WebhookAnswer: Encodable {
    let id: String
    let form: WebhookForm
    let address: String
    /// Left out of one's own: the categories are chosen in the preferences.
    let events: [String]?
    let description: String
    let language: Language
    /// Null while it is sent to, else who paused it.
    let paused: Nullable<WebhookPause>
    let madeAt: String
    let lastAt: Nullable<String>
    let lastStatus: Nullable<Int>
    let failingSince: Nullable<String>
    /// In the answer that made it only.
    let secret: String?

    private enum CodingKeys: String, CodingKey {
        case id, form, address, events, description, language, paused, secret
        case madeAt = "made_at"
        case lastAt = "last_at"
        case lastStatus = "last_status"
        case failingSince = "failing_since"
    }

    init(_ row: WebhookRow, secret: String? = nil) {
        id = row.id.rawValue
        (form, address, events, description, language) = (
            row.form, row.address, row.owner.app == nil ? nil : row.events.names, row.description, row.language
        )
        paused = Nullable(row.pause)
        madeAt = row.madeAt.rfc3339
        lastAt = Nullable(row.lastAt?.rfc3339)
        lastStatus = Nullable(row.lastStatus)
        failingSince = Nullable(row.failingSince?.rfc3339)
        self.secret = secret
    }
}

/// A delivery in the JSON API.
struct DeliveryAnswer: Encodable {
    let id: String
    let event: String
    let sequence: Nullable<Int64>
    let at: String
    let state: String
    let attempts: Int
    let attemptedAt: Nullable<String>
    let nextAttemptAt: Nullable<String>
    let status: Nullable<Int>
    let failure: Nullable<String>
    let duration: Nullable<Int64>
    let body: Nullable<String>
    let answer: Nullable<String>

    private enum CodingKeys: String, CodingKey {
        case id, event, sequence, at, state, attempts, status, failure, body, answer
        case attemptedAt = "attempted_at"
        case nextAttemptAt = "next_attempt_at"
        case duration = "duration_ms"
    }

    init(_ row: DeliveryRow) {
        (id, event, at, state, attempts) = (row.id, row.word, row.at.rfc3339, row.state.rawValue, row.attempts)
        sequence = Nullable(row.sequence)
        attemptedAt = Nullable(row.attemptedAt?.rfc3339)
        nextAttemptAt = Nullable(row.state == .waiting ? row.dueAt?.rfc3339 : nil)
        status = Nullable(row.status)
        failure = Nullable(row.failure?.rawValue)
        duration = Nullable(row.milliseconds)
        (body, answer) = (Nullable(row.body), Nullable(row.answer))
    }
}
