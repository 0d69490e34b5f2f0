import Domain
import Storage

/// What the demonstration's users reported, and what became of it: by the same use cases, in the days before it begins.
struct DemoFeedback: Sendable {
    let platform: Platform
    let demo: DemoWorld
    let begin: Instant
    let assessor: ID<Person>

    struct Report: Sendable {
        let hoursAgo: Int64
        let user: String
        let kind: FeedbackKind
        let page: String
        let text: String
        var device = "HUAWEI Mate 60"
        var system = "HarmonyOS 4.2"
    }

    private func move(_ hoursAgo: Int64) { demo.move(to: begin.adding(seconds: -hoursAgo * 3600)) }

    /// - Parameter number: the version that users have; reports of users without a receipt begin with `-`.
    private func send(_ reports: [Report], to app: ID<MiniProgram>, _ number: VersionNumber) async throws {
        let picture = platform.runtime.loops.picture
        guard let entry = picture.table.entry(of: app), let makers = picture.makers else { return }
        for report in reports {
            move(report.hoursAgo)
            let receipt = makers.receipts.receipt(
                of: report.user.utf8,
                in: app,
                middle: ReceiptMaker.middle(number, .release)
            )
            var typed = ReceiveFeedback.Report()
            (typed.kind, typed.text, typed.page) = (report.kind.rawValue, report.text, report.page)
            (typed.device, typed.system) = (report.device, report.system)
            _ = try await ReceiveFeedback(platform: platform)(
                typed,
                receipt: makers.receipts.read(String(decoding: receipt, as: UTF8.self), in: app),
                from: "192.0.2.\(report.user.utf8.count)",
                to: entry
            )
        }
    }

    /// Decides about every group of a kind that waits.
    private func assess(_ app: ID<MiniProgram>, _ kind: FeedbackKind, _ decision: AssessFeedback.Decision) async throws
    {
        let caller = Caller(person: assessor, duties: [.assessor], scopes: nil)
        let authorised = try await platform.authorise(app, for: .feedbackAssess, by: caller)
        let entries = try await platform.engine.read { [assessor] in
            try FeedbackQueueQueries($0).page(for: assessor, of: app, after: nil, limit: 50)
        }
        for group in entries.map(\.group) where group.kind == kind {
            let newest = try await platform.engine.read {
                try FeedbackQueueQueries($0).waiting(in: group.id, after: nil, limit: 1).first
            }
            guard let newest else { continue }
            let all = AssessFeedback.Choice.all(through: newest.id, count: group.waiting)
            try await AssessFeedback(platform: platform)(group.id, of: authorised, all, decision)
        }
    }

    private func issue(_ kind: FeedbackKind, of app: ID<MiniProgram>) async throws -> FeedbackIssueRow? {
        try await platform.engine.read { try FeedbackQueueQueries($0).issues(of: app, kind, limit: 1).first }
    }

    /// The coffee shop: a payment problem that is being worked on, a white screen that came back, slow pages, a suggestion.
    func coffee(_ app: ID<MiniProgram>, _ member: ID<Person>) async throws {
        guard let number = try await platform.engine.read({ try FeedbackVersionQueries($0).released(of: app) }) else {
            return
        }
        let handle = HandleFeedback(platform: platform)
        let caller = Caller(person: member, duties: [], scopes: nil)
        try await send(DemoReports.coffeeFirst, to: app, number)
        move(122)
        try await assess(app, .payment, .confirm(isUrgent: false))
        try await assess(app, .whiteScreen, .confirm(isUrgent: false))
        try await assess(app, .content, .dismiss(.intended, note: ""))
        move(86)
        try await FeedbackRun(platform: platform).tick()
        let authorised = try await platform.authorise(app, for: .feedbackHandle, by: caller)
        if let white = try await issue(.whiteScreen, of: app) {
            move(84)
            try await handle.resolve(white.id, in: number, of: authorised)
        }
        if let payment = try await issue(.payment, of: app) {
            move(80)
            try await handle.process(payment.id, of: authorised)
            move(79)
            try await handle.reply(
                "已经找到原因：弱网时支付结果没有返回，页面没有停下来。钱不会多扣，3.10 会修好，给你添麻烦了。",
                to: payment.id,
                of: authorised
            )
        }
        try await send(DemoReports.coffeeLater, to: app, number)
        move(53)
        try await assess(app, .slow, .confirm(isUrgent: false))
        if let payment = try await issue(.payment, of: app) { try await assess(app, .payment, .join(payment.id)) }
        if let white = try await issue(.whiteScreen, of: app) { try await assess(app, .whiteScreen, .join(white.id)) }
        move(15)
        try await FeedbackRun(platform: platform).tick()
        try await send(DemoReports.coffeeWaiting, to: app, number)
    }

    /// The clinic: one that its members see, and some that wait.
    func booking(_ app: ID<MiniProgram>) async throws {
        let released = try await platform.engine.read { try FeedbackVersionQueries($0).released(of: app) }
        let number = released ?? VersionNumber(2, 0, 0)
        try await send(DemoReports.bookingFirst, to: app, number)
        move(60)
        try await assess(app, .cannotOpen, .confirm(isUrgent: true))
        try await send(DemoReports.bookingWaiting, to: app, number)
    }
}
