import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Mini programs under `/api/v1`.
struct MiniProgramAPI {
    let platform: Platform
    let catalogue: Catalogue

    private struct NewApp: Decodable { let name: String }
    private struct Confirmation: Decodable {
        let name: String?
        let factorCode: String?

        private enum CodingKeys: String, CodingKey {
            case name
            case factorCode = "factor_code"
        }
    }
    private struct Made: Encodable { let id: String }

    private static let pageSize = 50
    private static let mostInPage = 100

    func add(to routes: Routes) {
        routes.signedIn(.get, "/api/v1/apps", .appList) { request, _, person in
            try await list(person, request)
        }
        routes.signedIn(.post, "/api/v1/apps", .appCreate) { request, context, person in
            let name = try await request.json(NewApp.self).name
            let id = try await CreateMiniProgram(platform: platform)(name: name, by: person.id)
            // Written out for whoever made it, whatever else their token may see.
            let caller = Caller(person, scopes: nil)
            let app = try await platform.authorise(id, for: .appView, by: caller)
            var response = try await answer(app, context, status: .created)
            response.headers[.location] = "/api/v1/apps/\(id)"
            return response
        }
        routes.inApp(.get, "/api/v1/apps/{app_id}", .appView) { _, context, app in
            try await answer(app, context)
        }
        routes.inApp(.patch, "/api/v1/apps/{app_id}", .appEdit) { request, context, app in
            let patch = try await request.json(AppPatch.self)
            try await EditInformation(platform: platform, catalogue: catalogue)(patch.edit, in: app)
            return try await answer(app, context)
        }
        routes.inApp(.put, "/api/v1/apps/{app_id}/logo", .appEdit) { request, context, app in
            _ = try await SetLogo(platform: platform, catalogue: catalogue)(try await request.picture(.logo), in: app)
            return try await answer(app, context)
        }
        routes.inApp(.post, "/api/v1/apps/{app_id}/pictures", .versionSubmit, or: .versionReview) { request, _, app in
            let id = try await AddPicture(platform: platform)(try await request.picture(.screenshot), in: app)
            return try .json(Made(id: id.rawValue), status: .created)
        }
        routes.inApp(.post, "/api/v1/apps/{app_id}/close", .appClose) { request, context, app in
            let body = try await request.optionalJSON(Confirmation.self)
            let code = context.freshCode(request.factorCode(body?.factorCode))
            try await CloseMiniProgram(platform: platform)(app, typedName: body?.name, code: code)
            return .empty
        }
        routes.signedIn(.get, "/api/v1/categories", .appList) { _, context, _ in
            let items = catalogue.categories.items.map { CategoryJSON($0, context.language) }
            return try .json(ListJSON(items: items, next: nil))
        }
    }

    private func list(_ person: SignedInPerson, _ request: Request) async throws -> Response {
        let cursor = try request.query["after"].map { text in
            guard let cursor = SwitcherQueries.Cursor(text: text) else {
                throw Refusal.invalid([
                    FieldProblem(
                        field: "after",
                        words: Words("这不是上一页给出的 next。", "This is not the next of a page before.")
                    )
                ])
            }
            return cursor
        }
        let limit =
            try request.query["limit"].map { text in
                guard let limit = Int(text), (1...Self.mostInPage).contains(limit) else {
                    throw Refusal.invalid([
                        FieldProblem(
                            field: "limit",
                            words: Words("只能是 1 到 \(Self.mostInPage)。", "A whole number from 1 to \(Self.mostInPage).")
                        )
                    ])
                }
                return limit
            } ?? Self.pageSize
        let id = person.id
        let found = try await platform.engine.read {
            try SwitcherQueries($0).page(of: id, after: cursor, limit: limit + 1)
        }
        let items = found.prefix(limit)
        let next = found.count > limit ? items.last.map { SwitcherQueries.Cursor($0).text } : nil
        return try .json(ListJSON(items: items.map { AppSummaryJSON($0, platform.settings) }, next: next))
    }

    /// The mini program as it is now, after whatever was changed.
    private func answer(
        _ app: AuthorisedApp,
        _ context: AppContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (id, now) = (app.id, platform.world.now())
        let offset = platform.settings.zoneOffset(now)
        let (information, dates, allowances) = try await platform.engine.read { db in
            let queries = InformationQueries(db)
            return (
                try queries.information(of: id), try MiniProgramQueries(db).dates(of: id),
                try queries.allowances(of: id, at: now, offsetSeconds: offset)
            )
        }
        guard let information, let dates else { throw Refusal.notFound }
        let completeness = Completeness(of: information, categories: catalogue.categories)
        let json = AppJSON(
            app: app,
            information: information,
            dates: dates,
            completeness: AppJSON.Completeness(
                percent: completeness.percent,
                missing: completeness.missing.map(\.field.rawValue),
                licences: completeness.licences.map { $0[context.language] }
            ),
            quotas: Self.quotas(allowances),
            logoURL: information.logo.map { platform.settings.publicURL + Paths.picture($0) }
        )
        return try .json(json, status: status)
    }

    private static func quotas(_ allowances: [InformationField: EditAllowance]) -> [String: AppJSON.Quota] {
        var quotas: [String: AppJSON.Quota] = [:]
        for (field, allowance) in allowances {
            guard let remaining = allowance.remaining else { continue }
            var next: Instant?
            if case .usedUp(_, _, let moment) = allowance.state { next = moment }
            quotas[field.rawValue] = AppJSON.Quota(remaining: remaining, nextAt: next?.rfc3339)
        }
        return quotas
    }
}

extension Request {
    /// The JSON body; nil when there is none.
    func optionalJSON<Body: Decodable>(_: Body.Type) async throws -> Body? {
        let buffer = try await body.collect(upTo: 64 * 1024)
        if buffer.readableBytes == 0 { return nil }
        var copy = self
        copy.body = RequestBody(buffer: buffer)
        return try await copy.json(Body.self)
    }
}
