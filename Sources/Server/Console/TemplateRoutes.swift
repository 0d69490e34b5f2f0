import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The sentences that reviewers keep for rejections that come again.
struct TemplateRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.replyTemplates, .reviewTemplates) { request, context, _ in
            try await list(request, context)
        }
        routes.signedIn(.post, Paths.replyTemplates, .reviewTemplates) { request, context, _ in
            let form = try await request.form()
            do {
                try await save(nil, form, context)
            } catch let refusal as Refusal where Self.isShownAgain(refusal, request) {
                return try await list(request, context, typed: form, refusal)
            }
            return pages.done(Words("模板已保存", "Template saved"), to: Paths.replyTemplates, context)
        }
        routes.signedIn(.get, Paths.replyTemplates + "/{template}", .reviewTemplates) { request, context, _ in
            try await edit(request, context)
        }
        routes.signedIn(.post, Paths.replyTemplates + "/{template}", .reviewTemplates) { request, context, _ in
            let form = try await request.form()
            do {
                try await save(try Self.id(context), form, context)
            } catch let refusal as Refusal where Self.isShownAgain(refusal, request) {
                return try await edit(request, context, typed: form, refusal)
            }
            return pages.done(Words("模板已保存", "Template saved"), to: Paths.replyTemplates, context)
        }
        routes.signedIn(.post, Paths.replyTemplates + "/{template}/remove", .reviewTemplates) { _, context, _ in
            try await RemoveReplyTemplate(platform: platform)(try Self.id(context), by: context.caller)
            return pages.done(Words("模板已删除", "Template removed"), to: Paths.replyTemplates, context)
        }
    }

    private static func id(_ context: AppContext) throws -> ID<ReplyTemplate> {
        ID(rawValue: try context.parameters.require("template"))
    }

    private static func isShownAgain(_ refusal: Refusal, _ request: Request) -> Bool {
        [409, 422].contains(refusal.status) && !request.wantsJSON
    }

    private func save(_ id: ID<ReplyTemplate>?, _ form: FormFields, _ context: AppContext) async throws {
        try await SaveReplyTemplate(platform: platform)(
            id,
            type: form["type"] ?? "",
            memo: form["memo"] ?? "",
            by: context.caller
        )
    }

    private func list(
        _ request: Request,
        _ context: AppContext,
        typed: FormFields? = nil,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let rows = try await platform.engine.read { try ReplyTemplateQueries($0).all() }
        let form = TemplateForm(
            action: Paths.replyTemplates,
            type: typed?["type"] ?? "",
            memo: typed?["memo"] ?? "",
            refusal,
            context.language
        )
        let model = TemplatesPage(rows, form, try ConsoleWriter(platform, context))
        return try render("console/templates", Self.title, model, back: Paths.reviewQueue, refusal, request, context)
    }

    private func edit(
        _ request: Request,
        _ context: AppContext,
        typed: FormFields? = nil,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let id = try Self.id(context)
        let row = try await platform.engine.read { try ReplyTemplateQueries($0).template(id) }
        // One that somebody removed meanwhile keeps what was typed, so that it can be added anew.
        guard row != nil || typed != nil else { throw Refusal.notFound }
        let model = TemplateForm(
            action: Paths.replyTemplate(id),
            type: typed?["type"] ?? row?.type.rawValue ?? "",
            memo: typed?["memo"] ?? row?.memo ?? "",
            refusal,
            context.language
        )
        return try render("console/template", Self.title, model, back: Paths.replyTemplates, refusal, request, context)
    }

    private static let title = Words("回复模板", "Reply templates")

    private func render(
        _ template: String,
        _ title: Words,
        _ model: some Sendable,
        back: String,
        _ refusal: Refusal?,
        _ request: Request,
        _ context: AppContext
    ) throws -> Response {
        let status = HTTPResponse.Status(code: refusal?.status ?? 200)
        let page = Page(template, title: title, model: model, tab: .none, back: back, status: status)
        return try pages.render(page, request, context)
    }
}
