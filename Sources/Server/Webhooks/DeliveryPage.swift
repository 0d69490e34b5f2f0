import Domain

/// One delivery: what was sent, what was answered.
struct DeliveryPage: Sendable {
    let name: String
    let word: String
    let id: String
    let outcome: String
    let kind: String
    let icon: String
    let detail: String
    let failure: String
    let hasFailure: Bool
    let happened: String
    let attempts: String
    let status: String
    let hasStatus: Bool
    let duration: String
    let hasDuration: Bool
    let next: String
    let hasNext: Bool
    let body: String
    let hasBody: Bool
    let answer: String
    let hasAnswer: Bool
    let isAnswered: Bool
    let againPath: String
    let canSendAgain: Bool
    let isTest: Bool
    let testPath: String

    init(_ row: DeliveryRow, of webhook: WebhookRow, at place: WebhookPlace, _ time: PageTime, _ language: Language) {
        let look = DeliveryLook(row, time, language)
        name = row.eventName[language]
        word = row.word
        id = row.id
        (outcome, kind, icon) = (look.outcome, look.kind, look.icon)
        detail = Self.sentence(row, time)[language]
        let isFailing = row.state != .delivered
        failure = isFailing ? row.failure?.words[language] ?? "" : ""
        hasFailure = !failure.isEmpty
        happened = time.short(row.at, language)
        attempts = "\(row.attempts)"
        status = row.status.map { "\($0)" } ?? ""
        hasStatus = row.status != nil
        duration = row.milliseconds.map { "\($0) ms" } ?? ""
        hasDuration = row.milliseconds != nil
        next = row.state == .waiting ? row.dueAt.map { time.short($0, language) } ?? "" : ""
        hasNext = !next.isEmpty && (row.attempts > 0 || row.isHeldBack)
        body = Self.shown(row.body ?? "")
        hasBody = !body.isEmpty
        answer = row.answer ?? ""
        hasAnswer = !answer.isEmpty
        isAnswered = row.status != nil
        againPath = place.path(row.id, of: webhook.id) + "/again"
        canSendAgain = !row.isTest && webhook.pause == nil && (row.state != .waiting || row.attempts > 0)
        isTest = row.isTest
        testPath = place.path(webhook.id) + "/test"
    }

    private static func sentence(_ row: DeliveryRow, _ time: PageTime) -> Words {
        switch row.state {
        case .delivered: Words("已送达", "Delivered")
        case .waiting where row.isHeldBack: Words("免打扰结束后发送", "Sent when quiet hours end")
        case .waiting where row.attempts == 0: Words("正在等待发送", "Waiting to be sent")
        case .waiting: Words("没有送达，会自动重试", "Not delivered; it is tried again")
        case .failed where row.failure == .paused || row.failure == .withdrawn: Words("没有发送", "Not sent")
        case .failed: Words("没有送达", "Not delivered")
        }
    }

    /// A line a member, so that it is read on a phone.
    private static func shown(_ json: String) -> String {
        var (text, depth, isQuoted, isEscaped) = ("", 0, false, false)
        func line() -> String { "\n" + String(repeating: "  ", count: depth) }
        for scalar in json.unicodeScalars {
            if isQuoted {
                text.unicodeScalars.append(scalar)
                isQuoted = isEscaped || scalar != "\""
                isEscaped = !isEscaped && scalar == "\\"
                continue
            }
            switch scalar {
            case "\"":
                isQuoted = true
                text += "\""
            case "{", "[":
                depth += 1
                text.unicodeScalars.append(scalar)
                text += line()
            case "}", "]":
                depth -= 1
                text += line()
                text.unicodeScalars.append(scalar)
            case ",": text += "," + line()
            case ":": text += ": "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
