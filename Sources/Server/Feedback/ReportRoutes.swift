import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Where end users report, and see what became of it.
struct ReportRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.open(.post, "/runtime/v1/apps/{app_id}/feedback", .runtimeReport) { try await take($0, $1) }
        routes.open(.get, "/runtime/v1/feedback/{code}", .feedbackFollow) { _, context in
            let facts = try await facts(context)
            return try .json(ReceiptJSON(facts, context.language))
        }
        routes.open(.get, "/f/{app_id}", .runtimeReport) { request, context in
            try await form(request, context, typed: request.query)
        }
        routes.open(.post, "/f/{app_id}", .runtimeReport) { try await send($0, $1) }
        routes.open(.get, "/f/r/{code}", .feedbackFollow) { try await receipt($0, $1) }
        routes.open(.post, "/f/r/{code}", .feedbackFollow) { request, context in
            let (code, text) = (try context.parameters.require("code"), try await request.form()["text"] ?? "")
            do {
                try await AddToFeedback(platform: platform)(text, to: code, from: context.address)
            } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
                return try await receipt(request, context, typed: text, refusal)
            }
            let said = Words("已补充，谢谢", "Added. Thank you")
            return pages.done(said, to: Paths.receipt(code), context)
        }
    }

    private static func app(_ context: AppContext) throws -> ID<MiniProgram> {
        ID(rawValue: try context.parameters.require("app_id"))
    }

    /// From a host app.
    private func take(_ request: Request, _ context: AppContext) async throws -> Response {
        let (receive, app) = (ReceiveFeedback(platform: platform), try Self.app(context))
        let entry = try receive.begin(app, from: context.address)
        let form = try await ReportForm.read(request)
        let receipt = try receive.receipt(request.headers[.receipt] ?? form.fields["receipt"], in: app)
        let answer = try await receive(form.report, receipt: receipt, from: context.address, to: entry)
        let json = ReportJSON(
            code: answer.code,
            url: platform.settings.publicURL + Paths.receipt(answer.code),
            version: Nullable(answer.number?.description)
        )
        return try .json(json, status: .created)
    }

    /// From the page: leads to the receipt, or back to the form with what was typed.
    private func send(_ request: Request, _ context: AppContext) async throws -> Response {
        let (receive, app) = (ReceiveFeedback(platform: platform), try Self.app(context))
        let entry = try receive.begin(app, from: context.address)
        let form = try await ReportForm.read(request)
        do {
            // The page takes no part in a receipt that is not ours: it shows that the version is not known.
            let receipt = try? receive.receipt(form.fields["receipt"], in: app)
            let answer = try await receive(form.report, receipt: receipt, from: context.address, to: entry)
            return pages.done(Words("已收到，谢谢你的反馈", "Received. Thank you"), to: Paths.receipt(answer.code), context)
        } catch let refusal as Refusal where [413, 422, 429, 503].contains(refusal.status) && !request.wantsJSON {
            return try await self.form(request, context, typed: form.fields, refusal)
        }
    }

    private func form(
        _ request: Request,
        _ context: AppContext,
        typed: FormFields,
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let app = try Self.app(context)
        guard platform.runtime.loops.picture.table.entry(of: app) != nil,
            let known = try await platform.engine.read({ try PublishedInformation($0).information(of: app) })
        else { throw Refusal.notFound }
        let receipt = (try? ReceiveFeedback(platform: platform).receipt(typed["receipt"], in: app)) ?? nil
        let page = Page(
            "feedback/report",
            title: Words("问题反馈", "Report a problem"),
            model: ReportFormPage(app, known, receipt, typed, refusal, context.language),
            tab: .none,
            status: HTTPResponse.Status(code: refusal?.status ?? 200),
            isBare: true
        )
        return try pages.render(page, request, context)
    }

    private func facts(_ context: AppContext) async throws -> ReceiptFacts {
        let code = try context.parameters.require("code")
        guard code.utf8.count == FeedbackCode.length else { throw Refusal.notFound }
        return try await ReceiptFacts.load(code, platform)
    }

    private func receipt(
        _ request: Request,
        _ context: AppContext,
        typed: String = "",
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let facts = try await facts(context)
        let page = Page(
            "feedback/receipt",
            title: Words("反馈进度", "Your report"),
            model: ReceiptPage(facts, typed, refusal, PageTime(platform), context.language),
            tab: .none,
            status: HTTPResponse.Status(code: refusal?.status ?? 200),
            isBare: true
        )
        return try pages.render(page, request, context)
    }
}

/// What a host app is answered.
private struct ReportJSON: Encodable {
    let code: String
    let url: String
    /// The version by the receipt; null without one.
    let version: Nullable<String>
}
