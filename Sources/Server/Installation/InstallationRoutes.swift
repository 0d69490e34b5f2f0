import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 平台设置: what holds in the whole installation.
struct InstallationRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.settings, .installationSettings) { request, context, _ in
            try await show(request, context)
        }
        routes.signedIn(.post, Paths.settings, .installationSettings) { request, context, _ in
            let form = try await request.form()
            // A switch that is off is not sent.
            let wish = ChangeSettings.Wish(
                registration: form["registration"] == nil ? .invited : .open,
                operatorsNeedSecondFactor: form["operators_need_second_factor"] != nil,
                feedbackRunTime: form["feedback_run_time"],
                days: DaysKept.wish(form)
            )
            do {
                let code = context.freshCode(form[Refusal.factorField])
                try await ChangeSettings(platform: platform)(wish, by: context.caller, code: code)
            } catch let refusal as Refusal where [422, 429].contains(refusal.status) && !request.wantsJSON {
                return try await show(request, context, wish, form, refusal)
            }
            return pages.done(Words("设置已保存，立即生效", "Saved. It holds from now on"), to: Paths.settings, context)
        }
        routes.signedIn(.get, "/api/v1/settings", .installationSettings) { [platform] _, _, _ in
            let settings = try await platform.engine.read { try InstallationQueries($0).settings() }
            return try .json(SettingsJSON(settings))
        }
        routes.signedIn(.patch, "/api/v1/settings", .installationSettings) { [platform] request, context, _ in
            let body = try await request.json(SettingsPatch.self)
            let settings = try await ChangeSettings(platform: platform)(
                try body.wish(),
                by: context.caller,
                code: context.freshCode(request.factorCode(body.factorCode))
            )
            return try .json(SettingsJSON(settings))
        }
    }

    /// The page, also after what was chosen was refused.
    private func show(
        _ request: Request,
        _ context: AppContext,
        _ wish: ChangeSettings.Wish? = nil,
        _ typed: FormFields? = nil,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let (now, settings) = (platform.world.now(), platform.settings)
        let (held, last, runs) = try await platform.engine.read { db in
            (
                try InstallationQueries(db).settings(), try InstallationQueries(db).lastChange(),
                try FeedbackRunTimes(db, at: now, settings)
            )
        }
        var model = SettingsPage(
            wish?.applied(to: held) ?? held,
            last,
            runs,
            FactorField(afterwards: refusal, typed, context.language),
            refusal,
            PageTime(platform),
            context.language
        )
        if let typed, let refusal { model.show(typed, refusal, context.language) }
        let page = Page(
            "installation/settings",
            title: Words("平台设置", "Settings"),
            model: model,
            tab: .none,
            back: Paths.me,
            status: refusal.map { HTTPResponse.Status(code: $0.status) } ?? .ok
        )
        return try pages.render(page, request, context)
    }
}

struct SettingsPage: Sendable {
    let isOpen: Bool
    let needsFactor: Bool
    private(set) var runTime: String
    private(set) var runTimeProblem = ""
    private(set) var hasRunTimeProblem = false
    /// When the last and the next daily run are.
    let runs: String
    let last: String
    let hasLast: Bool
    private(set) var kept: [DaysKept.Field]
    let factor: FactorField
    let general: FieldNote

    init(
        _ settings: InstallationSettings,
        _ last: InstallationQueries.LastChange?,
        _ runs: FeedbackRunTimes,
        _ factor: FactorField,
        _ refusal: Refusal?,
        _ time: PageTime,
        _ language: Language
    ) {
        isOpen = settings.registration == .open
        needsFactor = settings.operatorsNeedSecondFactor
        runTime = settings.feedbackRunTime.text
        self.runs = runs.words(time)[language]
        (self.factor, general) = (factor, refusal.general(language))
        hasLast = last != nil
        kept = DaysKept.fields(settings, language)
        self.last =
            last.map { last in
                let who = Words(last.by ?? "命令行", last.by ?? "the command line")
                return Words(
                    "\(time.short(last.at, .zh)) 由\(who.zh)修改",
                    "Last changed: \(time.short(last.at, .en)), by \(who.en)"
                )[language]
            } ?? ""
    }
}

extension SettingsPage {
    /// What was typed, and what is wrong with it.
    fileprivate mutating func show(_ form: FormFields, _ refusal: Refusal, _ language: Language) {
        let name = InstallationSettings.Name.feedbackRunTime.rawValue
        runTime = form[name] ?? runTime
        runTimeProblem = refusal.fields.first { $0.field == name }?.words[language] ?? ""
        hasRunTimeProblem = !runTimeProblem.isEmpty
        kept = DaysKept.fields(form, refusal, language)
    }
}

private struct SettingsJSON: Encodable {
    let registration: InstallationSettings.Registration
    let operatorsNeedSecondFactor: Bool
    let feedbackRunTime: String
    let minuteDays: Int
    let hourDays: Int
    let dayDays: Int
    let feedbackKeepDays: Int

    init(_ settings: InstallationSettings) {
        (registration, operatorsNeedSecondFactor) = (settings.registration, settings.operatorsNeedSecondFactor)
        (minuteDays, hourDays, dayDays) = (settings.minuteDays, settings.hourDays, settings.dayDays)
        (feedbackRunTime, feedbackKeepDays) = (settings.feedbackRunTime.text, settings.feedbackKeepDays)
    }

    private enum CodingKeys: String, CodingKey {
        case registration
        case operatorsNeedSecondFactor = "operators_need_second_factor"
        case feedbackRunTime = "feedback_run_time"
        case feedbackKeepDays = "feedback_keep_days"
        case minuteDays = "keep_minutes_days"
        case hourDays = "keep_hours_days"
        case dayDays = "keep_days_days"
    }
}

private struct SettingsPatch: Decodable {
    private let registration: String?
    private let operatorsNeedSecondFactor: Bool?
    private let feedbackRunTime: String?
    private let minuteDays: Int?
    private let hourDays: Int?
    private let dayDays: Int?
    private let feedbackKeepDays: Int?
    let factorCode: String?

    func wish() throws(Refusal) -> ChangeSettings.Wish {
        var wish = ChangeSettings.Wish(
            operatorsNeedSecondFactor: operatorsNeedSecondFactor,
            feedbackRunTime: feedbackRunTime
        )
        wish.days = [
            .minuteDays: minuteDays, .hourDays: hourDays, .dayDays: dayDays, .feedbackKeepDays: feedbackKeepDays,
        ].compactMapValues(\.self)
        if let registration {
            guard let known = InstallationSettings.Registration(rawValue: registration) else {
                throw .invalid([
                    FieldProblem(
                        field: "registration",
                        words: Words("registration 是 open 或 invited。", "registration is open or invited.")
                    )
                ])
            }
            wish.registration = known
        }
        return wish
    }

    private enum CodingKeys: String, CodingKey {
        case registration
        case operatorsNeedSecondFactor = "operators_need_second_factor"
        case feedbackRunTime = "feedback_run_time"
        case feedbackKeepDays = "feedback_keep_days"
        case minuteDays = "keep_minutes_days"
        case hourDays = "keep_hours_days"
        case dayDays = "keep_days_days"
        case factorCode = "factor_code"
    }
}
