import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct EventWriterTests {
    private static let launch = #"{"kind":"launch","ok":true,"total_ms":1240,"render_ms":70,"present":true}"#

    /// Another process on the same database.
    private func node(_ site: Site) async throws -> Platform {
        let platform = Platform(
            engine: site.platform.engine,
            blobs: site.platform.blobs,
            world: site.world.world,
            settings: site.platform.settings,
            logger: site.log.logger
        )
        try await platform.runtime.load()
        return platform
    }

    private func report(
        _ lines: [String],
        to platform: Platform,
        _ events: EventStage,
        receipt: String? = nil,
        batch: String? = nil
    ) async throws {
        let take = TakeEvents(platform: platform)
        let (sender, makers) = try take.sender(
            events.app,
            receipt: try receipt ?? events.receipt(),
            batch: batch,
            address: "203.0.113.1"
        )
        let answer = try await take(Array(lines.joined(separator: "\n").utf8), from: sender, makers)
        #expect(answer.accepted == lines.count)
    }

    @Test(arguments: EngineKind.available)
    func `what two nodes write adds up`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site)
            let other = try await node(site)
            let late = site.world.now.adding(seconds: -30).rfc3339
            let page = #"{"kind":"page_view","page":"p","stay_ms":100}"#
            let early = #"{"kind":"launch","ok":false,"message":"no package","at":"\#(late)","device":"P60"}"#
            for _ in 0..<3 { try await report([Self.launch, page, page], to: site.platform, events) }
            for _ in 0..<2 { try await report([early, page], to: other, events) }
            await events.writer.flush()
            await EventWriter(platform: other).flush()
            #expect(try await events.sum(.launches) == 5)
            #expect(try await events.sum(.launchFailures) == 2)
            #expect(try await events.sum(.launchTime) == 3 * 1240)
            #expect(try await events.sum(.readyLaunchTotals) == 3)
            let engine = site.platform.engine
            let bucket = try await engine.first(
                """
                SELECT amount, minute FROM event_minute WHERE measure = 'launch.total' AND bucket = 198
                    AND number = '1.0.0' AND stage = 'r'
                """
            )
            #expect(DurationBuckets.times(in: 198).contains(1240))
            #expect(try bucket?.int("amount") == 3)
            #expect(try bucket?.int64("minute") == site.world.now.milliseconds / 60_000)
            let row = try #require(try await engine.first("SELECT * FROM event_page"))
            #expect(try row.text("page") == "p")
            #expect(try row.int("views") == 8)
            #expect(try row.int("stays") == 8)
            #expect(try row.int("stay_time") == 800)
            // The earlier launch is the first, though it was written later.
            let visit = try #require(try await engine.first("SELECT * FROM event_visit"))
            #expect(try await events.count("event_visit") == 1)
            #expect(try visit.int("launch_ok") == 0)
            #expect(try visit.optionalInt("launch_time") == nil)
            #expect(try visit.instant("launch_at").rfc3339 == late)
            #expect(try visit.instant("visited_at").rfc3339 == late)
            #expect(try visit.text("draw") == "")
            #expect(try await events.count("event_visitor") == 1)
            let failures = try await engine.rows("SELECT * FROM event_failure")
            #expect(failures.count == 2)
            #expect(try failures.first?.text("message") == "no package")
            #expect(try failures.first?.text("device") == "P60")
            #expect(try failures.first?.text("kind") == "launch")
            #expect(try failures.first?.text("pseudonym") == visit.text("pseudonym"))
            // A later launch changes nothing of how the first one went.
            try await report([Self.launch], to: site.platform, events)
            await events.writer.flush()
            #expect(try await engine.first("SELECT * FROM event_visit")?.int("launch_ok") == 0)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a repeated batch counts once, also after a restart and on another node`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site)
            let first = try await events.report([Self.launch], batch: "one").expect(202).json()
            #expect(first["repeated"] == nil)
            let second = try await events.report([Self.launch], batch: "one").expect(202).json()
            #expect(second["repeated"] as? Bool == true)
            #expect(second["accepted"] as? Int == 1)
            await events.writer.flush()
            try await events.report([Self.launch], batch: "one").expect(202)
            await events.writer.flush()
            #expect(try await events.sum(.launches) == 1)
            // A node that knows nothing of it, together with batches that are new.
            let other = try await node(site)
            try await report([Self.launch], to: other, events, batch: "one")
            try await report([Self.launch], to: other, events, batch: "two")
            try await report([Self.launch], to: other, events)
            try await report([Self.launch], to: other, events, receipt: try events.receipt("v"), batch: "one")
            await EventWriter(platform: other).flush()
            #expect(try await events.sum(.launches) == 4)
            #expect(try await events.count("event_visitor") == 2)
        }
    }

    @Test(arguments: EngineKind.available)
    func `one batch sent many times at once, to two nodes, counts once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site)
            let other = try await node(site)
            let repeated = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let answer = try await events.report([Self.launch], batch: "one").expect(202).json()
                        return answer["repeated"] == nil ? 0 : 1
                    }
                    group.addTask {
                        try await report([Self.launch], to: other, events, batch: "one")
                        return 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(repeated == 19)
            async let mine = events.writer.flush()
            async let theirs = EventWriter(platform: other).flush()
            #expect(await [mine, theirs] == [true, true])
            #expect(try await events.sum(.launches) == 1)
        }
    }

    @Test func `members who linked their user id are left out`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            try await events.report([Self.launch], receipt: try events.receipt("lin-in-the-app")).expect(202)
            await events.writer.flush()
            #expect(try await events.sum(.launches) == 1)
            try await events.stage.owner.post("/me/host-users", ["user": "lin-in-the-app"]).expect(303)
            let crash = #"{"kind":"js_error","message":"m"}"#
            let answer = try await events.report([Self.launch, crash], receipt: try events.receipt("lin-in-the-app"))
                .expect(202).json()
            #expect(answer["accepted"] as? Int == 2)
            try await events.report([Self.launch], receipt: try events.receipt("somebody")).expect(202)
            await events.writer.flush()
            #expect(try await events.sum(.launches) == 2)
            #expect(try await events.count("event_failure") == 0)
            // Somebody who belongs to another mini program is a user like any other here.
            let chen = try await site.as("chen")
            try await chen.post("/me/host-users", ["user": "chen-in-the-app"]).expect(303)
            try await events.report([Self.launch], receipt: try events.receipt("chen-in-the-app")).expect(202)
            try await events.stage.owner.post("/me/host-users/remove", ["user": "lin-in-the-app"]).expect(303)
            try await events.report([Self.launch], receipt: try events.receipt("lin-in-the-app")).expect(202)
            await events.writer.flush()
            #expect(try await events.sum(.launches) == 4)
        }
    }

    @Test(arguments: EngineKind.available)
    func `while a gray release runs users stand under its draw and share`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site, isGray: true)
            let gray = VersionNumber(1, 1, 0)
            try await events.report([Self.launch], receipt: try events.receipt("a", gray, .gray)).expect(202)
            try await events.report([Self.launch], receipt: try events.receipt("b")).expect(202)
            try await events.report([Self.launch], receipt: try events.receipt("c", gray, .experience)).expect(202)
            try await events.stage.gray("1.1.0", percent: "30")
            try await events.report([Self.launch], receipt: try events.receipt("b")).expect(202)
            await events.writer.flush()
            let salt = try #require(try await events.stage.gray()).salt.hex
            let rows = try await site.platform.engine.rows(
                "SELECT * FROM event_visit ORDER BY share, stage"
            )
            let told = try rows.map { "\(try $0.text("stage")) \(try $0.int("share")) \(try $0.text("draw"))" }
            #expect(told == ["e 0 ", "g 100000 \(salt).1.1.0", "r 100000 \(salt).1.1.0", "r 300000 \(salt).1.1.0"])
            #expect(try rows.allSatisfy { try $0.int("launch_counts") == 1 })
            // From one address twenty users count within an hour.
            for number in 0..<30 {
                let receipt = try events.receipt("forged-\(number)", gray, .gray)
                try await events.report([Self.launch], receipt: receipt, from: "198.51.100.7").expect(202)
            }
            await events.writer.flush()
            let counting = try await site.platform.engine.first(
                "SELECT count(*) AS amount FROM event_visit WHERE stage = 'g' AND launch_counts = 1"
            )
            #expect(try counting?.int("amount") == 21)
            #expect(try await events.sum(.launches) == 34)
        }
    }

    @Test(arguments: EngineKind.available)
    func `what has been kept long enough goes`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let events = try await EventStage(site)
            let crash = #"{"kind":"js_error","message":"m"}"#
            func counts() async throws -> [Int] {
                var counts: [Int] = []
                for table in ["event_batch", "event_failure", "event_visit", "event_visitor"] {
                    counts.append(try await events.count(table))
                }
                return counts
            }
            try await events.report([Self.launch, crash], batch: "one").expect(202)
            await events.writer.flush()
            let forget = ForgetEvents(platform: site.platform)
            for (seconds, expected) in [
                (48 * 3600, [1, 1, 1, 1]), (1, [0, 1, 1, 1]), (28 * 86_400 - 1, [0, 1, 1, 1]), (1, [0, 0, 1, 1]),
                (370 * 86_400, [0, 0, 1, 1]), (86_400, [0, 0, 0, 0]),
            ] as [(Int64, [Int])] {
                site.world.advance(seconds: seconds)
                try await forget()
                #expect(try await counts() == expected, "\(seconds)")
            }
            // Minutes and hours are gone; the day has the same sum until its own time has come.
            #expect(try await events.sum(.launches) == 0)
            func figures(_ unit: FigureUnit) async throws -> Int {
                let row = try await site.platform.engine.first(
                    "SELECT count(*) AS amount FROM event_figure WHERE unit = \(unit) AND measure = 'launch'"
                )
                return try row?.int("amount") ?? 0
            }
            #expect(try await figures(.hour) == 0)
            #expect(try await figures(.day) == 1)
            site.world.advance(seconds: 400 * 86_400)
            try await forget()
            #expect(try await figures(.day) == 0)
            #expect(try await events.count("event_attendance") == 0)
        }
    }

    @Test func `the hourly clearing up does it`() async throws {
        try await Site.run { site in
            let events = try await EventStage(site)
            try await events.report([Self.launch], batch: "one").expect(202)
            await events.writer.flush()
            site.world.advance(seconds: 401 * 86_400)
            try await Housekeeping(platform: site.platform).tidy()
            #expect(try await events.count("event_batch") == 0)
            #expect(try await events.count("event_visitor") == 0)
        }
    }
}
