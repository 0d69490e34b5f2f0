import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Finding what users get now, and taking it down by force.
struct TakedownRoutes {
    let platform: Platform
    let pages: Pages

    func add(to routes: Routes) {
        routes.signedIn(.get, Paths.onlineApps, .versionForceOffline) { request, context, person in
            try await search(request, context, person)
        }
        routes.inApp(.get, "/console/review/{app_id}/{version}/offline", .versionForceOffline) {
            request,
            context,
            app in
            try await confirmation(request, context, app)
        }
        routes.inApp(.post, "/console/review/{app_id}/{version}/offline", .versionForceOffline) {
            request,
            context,
            app in
            let number = try VersionRoutes.number(context)
            let reason = try await request.form()["reason"] ?? ""
            do {
                try await ForceOffline(platform: platform)(number, of: app, reason: reason)
            } catch let refusal as Refusal where [409, 422].contains(refusal.status) && !request.wantsJSON {
                return try await confirmation(request, context, app, typed: reason, refusal.at("reason"))
            }
            let said = Words("已强制下架\(app.name) \(number)", "\(app.name) \(number) is taken down")
            return pages.done(said, to: Paths.onlineApps, context)
        }
    }

    private func search(
        _ request: Request,
        _ context: AppContext,
        _ person: SignedInPerson
    ) async throws -> Response {
        let query = String(PlainText.line(request.query["q"] ?? "").prefix(60))
        let cursor = request.query["after"].flatMap(OnlineQueries.Cursor.init(text:)) ?? .newest
        let id = person.id
        let found = try await platform.engine.read { db in
            try OnlineQueries(db).page(
                named: query,
                for: id,
                after: cursor,
                limit: OnlinePage.size + 1
            )
        }
        let page = Page(
            "console/online",
            title: Words("线上小程序", "What is online"),
            model: OnlinePage(found, query: query, try ConsoleWriter(platform, context)),
            tab: .none,
            back: context.caller.decision(.reviewList) == .allowed ? Paths.reviewQueue : Paths.home
        )
        return try pages.render(page, request, context)
    }

    private func confirmation(
        _ request: Request,
        _ context: AppContext,
        _ app: AuthorisedApp,
        typed: String = "",
        _ refusal: Refusal? = nil
    ) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let (row, gray) = try await platform.engine.read { db in
            (try VersionQueries(db).version(number, of: app.id), try ReleaseLineQueries(db).gray(of: app.id))
        }
        guard let row else { throw Refusal.notFound }
        // A refused act shows what stands in the way, with the reason as it was typed.
        if refusal == nil { _ = try Self.destination(of: row) }
        let model = TakedownPage(
            row,
            app,
            share: gray?.version == row.id ? gray?.share : nil,
            typed: typed,
            refusal,
            context.language
        )
        let page = Page(
            "console/offline",
            title: Words("强制下架", "Take down by force"),
            subtitle: Words(app.name, app.name),
            model: model,
            tab: .none,
            back: Paths.onlineApps,
            status: HTTPResponse.Status(code: refusal?.status ?? 200)
        )
        return try pages.render(page, request, context)
    }

    /// Throws what the status table says when the version is not online.
    private static func destination(of row: VersionRow) throws -> VersionDestination {
        do {
            return try row.status.destination(of: .forceOffline)
        } catch {
            throw Refusal.illegal(error)
        }
    }
}
