import Domain
import HTTPTypes
import Hummingbird
import Storage

/// The page of who got which version when.
struct HistoryRoutes {
    let platform: Platform
    let pages: Pages

    /// Periods of one day at most that a picture shows.
    private static let mostOfADay = 200
    /// Days that there are pages of, since 1970: as far as dates of four digits go.
    private static let days: ClosedRange<Int64> = 0...2_932_896

    func add(to routes: Routes) {
        routes.inApp(.get, "/apps/{app_id}/history", .versionView) { request, context, app in
            let settings = platform.settings
            let today = settings.day(of: platform.world.now())
            let asked = CivilDate.dayNumber(isoDay: request.query["day"] ?? "")
            let day = min(today, asked.flatMap { Self.days.contains($0) ? $0 : nil } ?? today)
            let before = request.query["before"].flatMap { Int64($0) } ?? .max
            let begin = settings.instant(day: day, hour: 0, minute: 0)
            let end = settings.instant(day: day + 1, hour: 0, minute: 0)
            let (periods, all) = try await platform.engine.read { db in
                let queries = ReleaseHistoryQueries(db)
                return (
                    try queries.periods(of: app.id, from: begin, to: end, limit: Self.mostOfADay),
                    try queries.periods(of: app.id, before: before, limit: HistoryPage.length + 1)
                )
            }
            let writer = VersionWriter(app, platform, context)
            let page = Page(
                "releases/history",
                title: Words("谁用过什么", "Who got what"),
                app: app,
                model: HistoryPage(day: day, periods, all: all, writer, settings),
                back: Paths.versions(app.id)
            )
            return try pages.render(page, request, context)
        }
    }
}
