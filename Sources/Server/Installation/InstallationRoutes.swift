import Domain
import HTTPTypes
import Hummingbird
import Storage

/// 平台设置: what holds in the whole installation.
struct InstallationRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.settings, .installationSettings) { [platform, pages] request, context, _ in
            let (settings, last) = try await platform.engine.read { db in
                (try InstallationQueries(db).settings(), try InstallationQueries(db).lastChange())
            }
            let page = Page(
                "installation/settings",
                title: Words("平台设置", "Settings"),
                model: SettingsPage(settings, last, PageTime(platform), context.language),
                tab: .none,
                back: Paths.me
            )
            return try pages.render(page, request, context)
        }
        routes.signedIn(.post, Paths.settings, .installationSettings) { [platform, pages] request, context, _ in
            let form = try await request.form()
            // A switch that is off is not sent.
            let wish = ChangeSettings.Wish(
                registration: form["registration"] == nil ? .invited : .open,
                operatorsNeedSecondFactor: form["operators_need_second_factor"] != nil
            )
            try await ChangeSettings(platform: platform)(wish, by: context.caller)
            return pages.done(Words("设置已保存，立即生效", "Saved. It holds from now on"), to: Paths.settings, context)
        }
        routes.signedIn(.get, "/api/v1/settings", .installationSettings) { [platform] _, _, _ in
            let settings = try await platform.engine.read { try InstallationQueries($0).settings() }
            return try .json(SettingsJSON(settings))
        }
        routes.signedIn(.patch, "/api/v1/settings", .installationSettings) { [platform] request, context, _ in
            let body = try await request.json(SettingsPatch.self)
            return try .json(
                SettingsJSON(try await ChangeSettings(platform: platform)(try body.wish(), by: context.caller))
            )
        }
    }
}

struct SettingsPage: Sendable {
    let isOpen: Bool
    let needsFactor: Bool
    let last: String
    let hasLast: Bool

    init(
        _ settings: InstallationSettings,
        _ last: InstallationQueries.LastChange?,
        _ time: PageTime,
        _ language: Language
    ) {
        isOpen = settings.registration == .open
        needsFactor = settings.operatorsNeedSecondFactor
        hasLast = last != nil
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

private struct SettingsJSON: Encodable {
    let registration: InstallationSettings.Registration
    let operatorsNeedSecondFactor: Bool

    init(_ settings: InstallationSettings) {
        (registration, operatorsNeedSecondFactor) = (settings.registration, settings.operatorsNeedSecondFactor)
    }

    private enum CodingKeys: String, CodingKey {
        case registration
        case operatorsNeedSecondFactor = "operators_need_second_factor"
    }
}

private struct SettingsPatch: Decodable {
    private let registration: String?
    private let operatorsNeedSecondFactor: Bool?

    func wish() throws(Refusal) -> ChangeSettings.Wish {
        var wish = ChangeSettings.Wish(operatorsNeedSecondFactor: operatorsNeedSecondFactor)
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
    }
}
