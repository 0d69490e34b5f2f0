import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The JSON side of the past: a version's life, and who got what when.
struct HistoryAPI {
    let platform: Platform

    private static let pageLength = 100

    func add(to routes: Routes) {
        routes.inApp(.get, "/api/v1/apps/{app_id}/versions/{version}/timeline", .versionView) {
            try await timeline($0, $1, $2)
        }
        routes.inApp(.get, "/api/v1/apps/{app_id}/history", .versionView) { request, _, app in
            try await history(request, app)
        }
    }

    private func timeline(_ request: Request, _ context: AppContext, _ app: AuthorisedApp) async throws -> Response {
        let number = try VersionRoutes.number(context)
        let after = try request.cursor { Int64($0) } ?? 0
        let rows = try await platform.engine.read { db in
            guard let version = try VersionQueries(db).id(of: number, in: app.id) else { throw Refusal.notFound }
            return try ReleaseHistoryQueries(db).timeline(of: version, after: after, limit: Self.pageLength + 1)
        }
        let shown = rows.prefix(Self.pageLength)
        let next = rows.count > Self.pageLength ? shown.last.map { String($0.sequence) } : nil
        return try .json(ListJSON(items: shown.map { TimelineJSON($0, context.language) }, next: next))
    }

    private func history(_ request: Request, _ app: AuthorisedApp) async throws -> Response {
        let (begin, end) = try span(request)
        let cursor = try request.cursor(ReleaseHistoryQueries.Cursor.init(text:))
        let limit = Self.pageLength + 1
        let found = try await platform.engine.read { db in
            try ReleaseHistoryQueries(db).periods(of: app.id, from: begin, to: end, after: cursor, limit: limit)
        }
        let shown = found.prefix(Self.pageLength)
        let next = found.count > Self.pageLength ? shown.last.map { ReleaseHistoryQueries.Cursor($0).text } : nil
        return try .json(ListJSON(items: shown.map(PeriodJSON.init), next: next))
    }

    /// The stretch of time that is asked about: a day of the installation, or from one moment to another; all of it where
    /// neither is said.
    private func span(_ request: Request) throws(Refusal) -> (Instant, Instant) {
        if let day = request.query["day"] {
            guard let number = CivilDate.dayNumber(isoDay: day) else {
                throw Self.refuse("day", "日期的格式是 2026-11-23。", "A day is like 2026-11-23.")
            }
            return (midnight(number), midnight(number + 1))
        }
        func moment(_ field: String, _ otherwise: Instant) throws(Refusal) -> Instant {
            guard let text = request.query[field] else { return otherwise }
            guard let moment = Instant(rfc3339: text) else {
                throw Self.refuse(
                    field,
                    "时间写成 RFC 3339，例如 2026-11-23T00:00:00+08:00（+ 要写成 %2B）。",
                    "A time is RFC 3339, like 2026-11-23T00:00:00+08:00 (with + as %2B)."
                )
            }
            return moment
        }
        let begin = try moment("from", Instant(milliseconds: 0))
        let end = try moment("to", Instant(milliseconds: .max))
        guard begin < end else { throw Self.refuse("to", "to 要晚于 from。", "to lies after from.") }
        return (begin, end)
    }

    /// The first moment of a day at the installation.
    private func midnight(_ dayNumber: Int64) -> Instant {
        let utc = Instant(milliseconds: dayNumber * 86_400_000)
        let guess = utc.adding(seconds: -Int64(platform.settings.zoneOffset(utc)))
        return utc.adding(seconds: -Int64(platform.settings.zoneOffset(guess)))
    }

    private static func refuse(_ field: String, _ zh: String, _ en: String) -> Refusal {
        .invalid([FieldProblem(field: field, words: Words(zh, en))])
    }
}
