import Domain
import HTTPTypes
import Hummingbird

/// 错误: what goes wrong on phones, in groups.
struct ErrorRoutes {
    let pages: Pages
    private let reader: ErrorReader

    init(platform: Platform, pages: Pages) { (self.pages, reader) = (pages, ErrorReader(platform: platform)) }

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/errors", .errorView) { request, context, app in
            let place = ErrorPlace(show: request.query["show"], order: request.query["order"])
            let cursor = request.query["after"].flatMap(ErrorQueries.Cursor.init(text:))
            let list = try await reader.list(place, after: cursor, of: app)
            let page = Page(
                "insights/errors",
                title: Words("错误", "Errors"),
                app: app,
                model: ErrorListPage(list, of: app, today: reader.today, PageTime(reader.platform), context.language),
                back: Paths.home
            )
            return try pages.render(page, request, context)
        }
        routes.inApp(.get, "/apps/{app_id}/errors/{fingerprint}", .errorView) { request, context, app in
            let detail = try await reader.detail(try Self.fingerprint(context), of: app)
            let page = Page(
                "insights/error",
                title: detail.group.kind.failureWords,
                app: app,
                model: ErrorDetailPage(detail, today: reader.today, PageTime(reader.platform), context.language),
                back: Paths.errors(app.id)
            )
            return try pages.render(page, request, context)
        }
    }

    static func fingerprint(_ context: AppContext) throws -> ErrorFingerprint {
        guard let fingerprint = ErrorFingerprint(text: try context.parameters.require("fingerprint")) else {
            throw Refusal.notFound
        }
        return fingerprint
    }
}
