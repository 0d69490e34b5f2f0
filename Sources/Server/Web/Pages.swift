import Domain
import HTTPTypes
import Hummingbird

/// Which of the four tabs a page belongs to.
package enum Tab: Sendable { case home, community, messages, me, none }

/// One page: which template, what it may see, and how the frame around it looks.
package struct Page<Model: Sendable>: Sendable {
    let template: String
    let title: Words
    /// The small line at the title: mostly the mini program's name.
    var subtitle: Words?
    /// The mini program that the page is in: its sections then stand in the navigation of a desk.
    var app: AuthorisedApp?
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
        subtitle: Words? = nil,
        app: AuthorisedApp? = nil,
        model: Model,
        tab: Tab = .home,
        back: String? = nil,
        status: HTTPResponse.Status = .ok,
        isBare: Bool = false
    ) {
        self.template = template
        self.title = title
        self.subtitle = subtitle ?? app.map { Words($0.name, $0.name) }
        self.app = app
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
        let (art, heading) = Self.face(of: refusal)
        let model = ErrorPage(
            art: art,
            heading: heading[context.language],
            message: refusal.words[context.language],
            fields: refusal.fields.map { $0.words[context.language] },
            hasFields: refusal.fields.count > 1,
            requestID: context.id,
            isFault: refusal.status >= 500
        )
        let page = Page(
            "web/error",
            title: heading,
            model: model,
            tab: .none,
            status: status,
            isBare: context.visitor.person == nil
        )
        var response = try render(page, request, context)
        if let seconds = refusal.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private static func face(of refusal: Refusal) -> (art: String, heading: Words) {
        switch refusal.status {
        case 403: ("locked", Words("你还不能做这件事", "You may not do this"))
        case 404: ("lost", Words("没有找到这一页", "There is no such page"))
        case 429: ("wait", Words("太快了，歇一会儿", "Too fast"))
        case 503: ("wait", Words("现在有点忙", "Busy just now"))
        case 507: ("broken", Words("服务器放不下了", "No room on the server"))
        case 500...: ("broken", Words("出了点问题", "Something broke"))
        default: ("lost", Words("没有成功", "That did not work"))
        }
    }
}

struct ErrorPage: Sendable {
    let art: String
    let heading: String
    let message: String
    let fields: [String]
    let hasFields: Bool
    let requestID: String
    let isFault: Bool
}
