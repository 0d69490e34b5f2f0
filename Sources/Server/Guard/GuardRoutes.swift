import Domain
import HTTPTypes
import Hummingbird

/// What people decide about the guard, on the page of the gray release.
struct GuardRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        let version = "/apps/{app_id}/versions/{version}/guard"
        routes.inApp(.post, "\(version)/action", .versionGray) { request, context, app in
            let number = try VersionRoutes.number(context)
            let action = try GuardAction.read(PlainText.line(try await request.form()["on_stop"] ?? ""))
            return try await orPage(request, context, app, .init()) {
                try await SetGuardAction(platform: platform)(action, on: number, of: app)
                return Words("变差时：\(action.words.zh)", "If it turns out worse: \(action.words.en)")
            }
        }
        routes.inApp(.post, "\(version)/overrule", .versionGray) { request, context, app in
            let number = try VersionRoutes.number(context)
            let text = PlainText.line(try await request.form()["reason"] ?? "")
            return try await orPage(request, context, app, .init(text: text)) {
                try await OverruleGuard(platform: platform)(number, of: app, reason: text)
                return Words("灰度继续，理由已记下", "It goes on; the reason is noted")
            }
        }
    }

    /// Does it, or shows the page again with what was typed and why not.
    private func orPage(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        _ typed: GuardPanel.Reason,
        _ act: () async throws -> Words
    ) async throws -> Response {
        let gray = GrayRoutes(platform: platform, pages: pages)
        do {
            let said = try await act()
            return pages.done(said, to: ReleasePaths.gray(try VersionRoutes.number(context), of: app.id), context)
        } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
            var typed = typed
            typed.problem = refusal.fields.first { $0.field == "reason" }?.words
            return try await gray.page(request, context, app, GrayForm(), problem: refusal, reason: typed)
        }
    }
}
