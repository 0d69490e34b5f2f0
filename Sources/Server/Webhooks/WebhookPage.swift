import Domain

/// One webhook with its log.
struct WebhookPage: Sendable {
    struct Delivery: Sendable {
        let path: String
        let name: String
        let word: String
        let outcome: String
        /// A class of the style sheet.
        let kind: String
        let icon: String
        let detail: String
    }

    let path: String
    let name: String
    let address: String
    let form: String
    let icon: String
    let events: String
    let choosesEvents: Bool
    let language: String
    let health: WebhookHealth
    let lastFailure: String
    let hasLastFailure: Bool
    let isPaused: Bool
    let isOurs: Bool
    let isSigned: Bool
    let deliveries: [Delivery]
    let hasDeliveries: Bool
    let hasMore: Bool
    let morePath: String
    let isContinued: Bool
    let factor: FactorField

    static let length = 20

    init(
        _ row: WebhookRow,
        _ found: [DeliveryRow],
        waiting: Int,
        isContinued: Bool,
        factor: FactorField,
        at place: WebhookPlace,
        _ time: PageTime,
        _ language: Language
    ) {
        let path = place.path(row.id)
        self.path = path
        name = row.shownName
        // What may be a key is not shown beside a group's shoulders: the form has it whole.
        let address = try? OutboundAddress(row.address)
        self.address = (address?.origin ?? "") + (address?.target.prefix { $0 != "?" } ?? "")
        form = row.form.words[language]
        icon = row.form == .json ? "code" : "talk"
        events = place.choosesEvents ? row.events.summary[language] : ""
        choosesEvents = place.choosesEvents
        self.language = row.language == .zh ? "中文" : "English"
        health = WebhookHealth(row, waiting: waiting, time, language)
        lastFailure = row.lastFailure?.words[language] ?? ""
        hasLastFailure = row.lastFailure != nil && row.failingSince != nil && row.pause == nil
        isPaused = row.pause != nil
        isOurs = row.form.secretSource == .ours
        isSigned = !row.secret.isEmpty
        let shown = found.prefix(Self.length)
        deliveries = shown.map { delivery in
            let look = DeliveryLook(delivery, time, language)
            return Delivery(
                path: place.path(delivery.id, of: row.id),
                name: delivery.eventName[language],
                word: delivery.word,
                outcome: look.outcome,
                kind: look.kind,
                icon: look.icon,
                detail: look.detail
            )
        }
        hasDeliveries = !deliveries.isEmpty
        hasMore = found.count > Self.length
        morePath = shown.last.map { "\(path)?after=\(DeliveryQueries.Cursor($0).text)#log" } ?? ""
        (self.isContinued, self.factor) = (isContinued, factor)
    }
}

/// What came of a delivery, in a badge and a line.
struct DeliveryLook: Sendable {
    let outcome: String
    /// A class of the style sheet.
    let kind: String
    let icon: String
    let detail: String

    init(_ row: DeliveryRow, _ time: PageTime, _ language: Language) {
        let status = row.status.map { "\($0)" } ?? row.failure.map { $0.short[language] } ?? ""
        switch row.state {
        case .delivered: (outcome, kind, icon) = (status, "good", "check")
        case .failed: (outcome, kind, icon) = (status, "bad", "error")
        case .waiting where row.isHeldBack: (outcome, kind, icon) = (Words("免打扰", "Quiet hours")[language], "", "clock")
        case .waiting where row.roundAttempts == 0:
            (outcome, kind, icon) = (Words("待发", "Waiting")[language], "blue", "clock")
        case .waiting: (outcome, kind, icon) = (status, "warn", "clock")
        }
        let moment = time.short(row.attemptedAt ?? row.madeAt, language)
        let tries = row.attempts > 1 ? Words(" · 第 \(row.attempts) 次", " · attempt \(row.attempts)") : Words("", "")
        let duration = row.milliseconds.map { " · \($0) ms" } ?? ""
        let next =
            row.state == .waiting && (row.roundAttempts > 0 || row.isHeldBack)
            ? row.dueAt.map { due in
                row.isHeldBack
                    ? Words(" · \(time.clock(due)) 发送", " · sent at \(time.clock(due))")
                    : Words(" · \(time.clock(due)) 再试", " · again at \(time.clock(due))")
            } : nil
        detail = moment + tries[language] + duration + (next?[language] ?? "")
    }
}

extension DeliveryFailure {
    /// A few words for a badge.
    var short: Words {
        switch self {
        case .status: Words("失败", "Failed")
        case .gone: Words("已停用", "Gone")
        case .paused, .withdrawn: Words("未发送", "Not sent")
        case .robot: Words("被拒绝", "Refused")
        case .tooLarge: Words("太大", "Too large")
        case .unknownName: Words("找不到主机", "Unknown host")
        case .forbidden: Words("地址不允许", "Forbidden")
        case .tooManyRedirects, .badRedirect: Words("重定向不对", "Bad redirect")
        case .notConnected: Words("连接不上", "No connection")
        case .notTrusted: Words("证书不可信", "Not trusted")
        case .brokenOff: Words("中途断开", "Broken off")
        case .timedOut: Words("超时", "Timed out")
        case .cancelled: Words("中断", "Cancelled")
        }
    }
}
