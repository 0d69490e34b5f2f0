import Domain
import HTTPTypes
import Hummingbird

/// Which of the four tabs a page belongs to.
package enum Tab: Sendable { case home, community, messages, me, none }

/// One page: which template, what it may see, and how the frame around it looks.
package struct Page<Model: Sendable>: Sendable {
    let template: String
    let title: Words
    let model: Model
    var tab = Tab.home
    /// Where the arrow in the bar leads; none on the four tabs themselves.
    var back: String?
    var status = HTTPResponse.Status.ok
    /// Drawn without tabs: sign-in, set-up, an experience for strangers.
    var isBare = false

    init(
        _ template: String,
        title: Words,
        model: Model,
        tab: Tab = .home,
        back: String? = nil,
        status: HTTPResponse.Status = .ok,
        isBare: Bool = false
    ) {
        self.template = template
        self.title = title
        self.model = model
        self.tab = tab
        self.back = back
        self.status = status
        self.isBare = isBare
    }
}

/// Makes HTML out of pages.
package struct Pages: Sendable {
    let templates: Templates
    let assets: Assets
    let settings: Settings
    let world: World

    init(settings: Settings, world: World) throws {
        templates = try Templates(EmbeddedViews.all.filter { !$0.key.contains(".") })
        assets = Assets(EmbeddedViews.all)
        (self.settings, self.world) = (settings, world)
    }

    /// What a template sees: the frame's facts and the page's own.
    private struct Rendered<Model: Sendable>: Sendable {
        let shell: Shell
        let page: Model
    }

    /// Fills the page's template in the visitor's language, and shows what the last action said, once.
    func render(_ page: Page<some Sendable>, _ request: Request, _ context: AppContext) throws -> Response {
        let said = Flash.read(request)
        let shell = Shell(
            page: page,
            visitor: context.visitor,
            path: request.uri.path,
            said: said,
            assets: assets,
            settings: settings
        )
        let html = try templates.render(Rendered(shell: shell, page: page.model), page.template, context.language)
        var response = Response.text(html, type: "text/html; charset=utf-8")
        response.status = page.status
        if said != nil { response.setCookie(Flash.gone(settings)) }
        return response
    }

    /// The page of a refusal: the rule, and the way on.
    func error(_ refusal: Refusal, _ request: Request, _ context: AppContext) throws -> Response {
        let status = HTTPResponse.Status(code: refusal.status)
        let model = ErrorPage(
            status: String(refusal.status),
            message: refusal.words[context.language],
            fields: refusal.fields.map { $0.words[context.language] },
            hasFields: refusal.fields.count > 1,
            requestID: refusal.status >= 500 ? context.id : "",
            isFault: refusal.status >= 500,
            isNotFound: refusal.status == 404,
            isForbidden: refusal.status == 403,
            isTooMany: refusal.status == 429,
            isOther: ![403, 404, 429].contains(refusal.status) && refusal.status < 500,
            retryAfterSeconds: refusal.retryAfterSeconds ?? 0
        )
        let page = Page(
            "web/error",
            title: Words("无法继续", "Cannot go on"),
            model: model,
            tab: .none,
            status: status,
            isBare: context.visitor.person == nil
        )
        var response = try render(page, request, context)
        if let seconds = refusal.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}

struct ErrorPage: Sendable {
    let status: String
    let message: String
    let fields: [String]
    let hasFields: Bool
    let requestID: String
    let isFault: Bool
    let isNotFound: Bool
    let isForbidden: Bool
    let isTooMany: Bool
    let isOther: Bool
    let retryAfterSeconds: Int
}
