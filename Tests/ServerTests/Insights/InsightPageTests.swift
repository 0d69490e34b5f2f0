import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct InsightPageTests {
    private static func launch(_ time: Int, _ at: Instant) -> String {
        #"{"kind":"launch","ok":true,"total_ms":\#(time),"at":"\#(at.rfc3339)"}"#
    }

    /// Two days of reports: 120 launches of 40 users on 1.0.0, 60 of 20 on the gray version.
    private static func filled(_ site: Site) async throws -> EventStage {
        let stage = try await EventStage(site, isGray: true)
        for day in 0..<2 {
            for user in 0..<60 {
                let isGray = user >= 40
                let receipt = try stage.receipt(
                    "u\(user)",
                    isGray ? VersionNumber(1, 1, 0) : VersionNumber(1, 0, 0),
                    isGray ? .gray : .release
                )
                let lines = (0..<3).map { launch(500 + user * 20 + $0, site.world.now) }
                let page = #"{"kind":"page_view","page":"pages/index","stay_ms":4000}"#
                try await stage.report(lines + [page], receipt: receipt, from: "203.0.113.\(user)").expect(202)
            }
            await stage.writer.flush()
            if day == 0 { site.world.advance(seconds: 86_400) }
        }
        return stage
    }

    @Test func `pages of figures, as they are sent`() async throws {
        try await Site.run { site in
            let stage = try await Self.filled(site)
            let names: KeyValuePairs = [stage.app.rawValue: "APP_ID", AppID.grouped(stage.app): "APP_ID"]
            let base = "/apps/\(stage.app)"
            let english = stage.stage.owner.with("accept-language", "en")
            for (path, name) in [
                ("insights", "insights"), ("performance", "performance"), ("insights/versions", "versions"),
            ] {
                let page = try await stage.stage.owner.get("\(base)/\(path)").expect(200)
                try expectGolden(page.inside(naming: names), "insights-\(name).html")
            }
            let page = try await english.get("\(base)/performance?window=24h&stage=gray").expect(200)
            try expectGolden(page.inside(naming: names), "insights-performance-en.html")
        }
    }

    @Test func `without a report the pages say what to do`() async throws {
        try await Site.run { site in
            let stage = try await EventStage(site)
            for path in ["insights", "performance"] {
                let page = try await stage.stage.owner.get("/apps/\(stage.app)/\(path)").expect(200)
                #expect(page.text.contains("还没有数据"))
            }
            let versions = try await stage.stage.owner.get("/apps/\(stage.app)/insights/versions").expect(200)
            #expect(versions.text.contains("这段时间没有版本被使用"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `the API gives figures by day, version and stage, and refuses what it has not`(_ kind: EngineKind) async throws
    {
        try await Site.run(kind) { site in
            let stage = try await Self.filled(site)
            let base = "/api/v1/apps/\(stage.app)/insights"
            func last(_ query: String) async throws -> Double? {
                let answer: [String: Any] = try await stage.stage.owner.get("\(base)?\(query)").expect(200).json()
                let items = try #require(answer["items"] as? [[String: Any]])
                return items.last?["value"] as? Double
            }
            #expect(try await last("figure=visitors") == 60)
            #expect(try await last("figure=visitors&version=1.1.0") == 20)
            #expect(try await last("figure=visitors&stage=release") == 40)
            #expect(try await last("figure=new_visitors") == 0)
            #expect(try await last("figure=visitors_7") == 60)
            #expect(try await last("figure=launches&stage=gray") == 60)
            #expect(try await last("figure=stay") == 4000)
            #expect(try await last("figure=http_error_rate") == nil)
            let csv = try await stage.stage.owner.get("/apps/\(stage.app)/insights.csv?figure=launches&window=7d")
            #expect(csv.text.hasSuffix(",180.0\r\n"))
            for query in ["figure=nothing", "unit=week", "from=1", "figure=visitors_7&unit=hour", "from=2000-01-01"] {
                try await stage.stage.owner.get("\(base)?\(query)").expect(422)
            }
        }
    }

    @Test func `no page of figures goes through a table, and each asks a fixed number of questions`() async throws {
        try await Site.run { site in
            let stage = try await Self.filled(site)
            let (app, now) = (stage.app, InsightNow(site.platform))
            let (scans, questions) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let ask = InsightAsk(FormFields([("window", "90d"), ("version", "1.0.0"), ("stage", "gray")]))
                _ = try InsightsPage.Facts(plans, app, ask, now, after: (3, "p"))
                _ = try PerformancePage.Facts(plans, app, ask, now)
                _ = try VersionInsightsPage.Facts(plans, app, ask, now)
                _ = try InsightQueries(plans).home(of: app, (now.day - 1)...now.day)
                return (plans.scans, plans.questions)
            }
            #expect(questions == 13 + 5 + 3 + 1)
            #expect(scans.filter { $0.contains("event_") } == [])
        }
    }
}
