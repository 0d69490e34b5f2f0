import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// The experience version's code and who may open it; tickets of previews; codes as pictures.
struct ExperienceRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/experience", .versionView) { try await settings($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/experience/open", .experienceManage) { try await open($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/experience/revoke", .experienceManage) { _, context, app in
            try await OpenExperience(platform: platform).revokeCode(of: app)
            let said = Words("已换新码，旧的二维码和链接失效了", "New code. The old one leads nowhere now")
            return pages.done(said, to: Paths.experienceSettings(app.id), context)
        }
        for format in [CodePicture.Format.png, .svg] {
            routes.inApp(.get, "/apps/{app_id}/experience.\(format)", .versionView) { _, context, app in
                let experience = try await platform.engine.read { try ExperienceQueries($0).experience(of: app.id) }
                guard let experience else { throw Refusal.notFound }
                let name = Words("\(app.name) 体验版", "\(app.name) experience")
                return try await code(Paths.experience(experience.code), name, app, format, context)
            }
            routes.inApp(.get, "/apps/{app_id}/previews/{code}/code.\(format)", .versionPreview) { _, context, app in
                let row = try await preview(context, app)
                let name = Words("\(app.name) 预览", "\(app.name) preview")
                return try await code(Paths.preview(row.code), name, app, format, context)
            }
        }
        routes.inApp(.get, "/apps/{app_id}/previews/{code}", .versionPreview) { try await ticket($0, $1, $2) }
        routes.inApp(.post, "/apps/{app_id}/previews/{code}/end", .versionPreview) { _, context, app in
            try await MakePreview(platform: platform).end(try context.parameters.require("code"), in: app)
            return pages.done(Words("预览已失效", "The preview is over"), to: Paths.versions(app.id), context)
        }
    }

    private func code(
        _ path: String,
        _ name: Words,
        _ app: AuthorisedApp,
        _ format: CodePicture.Format,
        _ context: AppContext
    ) async throws -> Response {
        let picture = CodePicture(link: platform.settings.publicURL + path)
        return try await picture.file(
            format,
            named: name[context.language],
            logo: try await platform.logo(of: app),
            platform.studio
        )
    }

    private func settings(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: String? = nil,
        problem: Refusal? = nil
    ) async throws -> Response {
        let found = try await platform.engine.read { db in
            let queries = ExperienceQueries(db)
            return (try queries.experience(of: app.id), try queries.version(of: app.id))
        }
        guard let experience = found.0 else { throw Refusal.noExperienceYet }
        let model = try ExperiencePage(
            experience,
            found.1,
            VersionWriter(app, platform, context),
            platform,
            typed: typed,
            problem: problem?.words[context.language]
        )
        let page = Page(
            "versions/experience",
            title: Words("体验版", "Experience version"),
            app: app,
            model: model,
            back: Paths.versions(app.id),
            status: HTTPResponse.Status(code: problem?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    private func open(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let fields = try await request.form()
        let typed = PlainText.line(fields["until"] ?? "")
        let isClosing = fields["close"] != nil
        do {
            let end = isClosing ? nil : try endOfDay(typed)
            try await OpenExperience(platform: platform)(app, until: end)
            let said = isClosing ? Words("现在只有成员能打开", "Members only now") : Words("已开放", "Open now")
            return pages.done(said, to: Paths.experienceSettings(app.id), context)
        } catch let refusal as Refusal where refusal.status == 422 {
            return try await settings(request, context, app, typed: typed, problem: refusal)
        }
    }

    /// The end of a day `2026-11-23` in the installation's time zone.
    private func endOfDay(_ text: String) throws -> Instant {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3, let day = CivilDate.dayNumber(year: parts[0], month: parts[1], day: parts[2]),
            (0..<4_000_000).contains(day)
        else {
            throw Refusal.invalid([
                FieldProblem(field: "until", words: Words("请选择一个日期。", "Choose a date."))
            ])
        }
        let end = Instant(milliseconds: (day + 1) * 86_400_000)
        return end.adding(seconds: -Int64(platform.settings.zoneOffset(end)))
    }

    private func preview(_ context: AppContext, _ app: AuthorisedApp) async throws -> PreviewRow {
        let (code, now) = (try context.parameters.require("code"), platform.world.now())
        let row = try await platform.engine.read { try PreviewQueries($0).preview(code, at: now) }
        guard let row, row.app == app.id else { throw Refusal.notFound }
        return row
    }

    private func ticket(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let row = try await preview(context, app)
        let stored = try await platform.engine.read { try PreviewQueries($0).report(of: row.code) }
        let model = try PreviewPage(
            row,
            try stored.map { try InspectionReport(stored: $0) },
            VersionWriter(app, platform, context),
            platform.settings
        )
        let title = Words("24 小时预览", "A preview for 24 hours")
        let page = Page("versions/preview", title: title, app: app, model: model, back: Paths.versions(app.id))
        return try pages.render(page, request, context)
    }
}

extension Platform {
    /// The logo's bytes, for the middle of a QR code.
    func logo(of app: AuthorisedApp) async throws -> [UInt8]? {
        guard let logo = app.logo else { return nil }
        return try await picture(logo)
    }
}
