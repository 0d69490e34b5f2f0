import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

/// Hours, days and users, whatever comes in which order.
@Suite struct RollUpTests {
    private struct Told: Sendable {
        let user: String
        let number: VersionNumber
        let stage: RuntimeReceipt.Stage
        let at: Instant
        let kind: Int
    }

    /// 160 events of 9 users over 20 hours, some on both sides of midnight.
    private static func events(_ random: inout SeededGenerator, before now: Instant) -> [Told] {
        (0..<160).map { _ in
            let isGray = Int.random(in: 0..<3, using: &random) == 0
            return Told(
                user: "u\(Int.random(in: 0..<9, using: &random))",
                number: isGray ? VersionNumber(1, 1, 0) : VersionNumber(1, 0, 0),
                stage: isGray ? .gray : .release,
                at: now.adding(seconds: -Int64.random(in: 0..<72_000, using: &random)),
                kind: Int.random(in: 0..<4, using: &random)
            )
        }
    }

    private static func line(_ told: Told) -> String {
        let at = told.at.rfc3339
        return switch told.kind {
        case 0: #"{"kind":"launch","ok":true,"total_ms":1240,"at":"\#(at)"}"#
        case 1: #"{"kind":"launch","ok":false,"at":"\#(at)"}"#
        case 2: #"{"kind":"page_view","page":"p","stay_ms":70,"at":"\#(at)"}"#
        default: #"{"kind":"js_error","message":"m","at":"\#(at)"}"#
        }
    }

    @Test(arguments: EngineKind.available)
    func `any order and any split of batches gives what a recount of the events gives`(_ kind: EngineKind) async throws
    {
        for seed in 1...4 {
            try await Site.run(kind) { site in
                let stage = try await EventStage(site, isGray: true)
                var random = SeededGenerator(seed: UInt64(seed))
                let told = Self.events(&random, before: site.world.now).shuffled(using: &random)
                var rest = told[...]
                while !rest.isEmpty {
                    let first = rest.prefix(Int.random(in: 1...12, using: &random))
                    rest = rest.dropFirst(first.count)
                    for (user, events) in Dictionary(grouping: first, by: { "\($0.user) \($0.number)" }) {
                        let receipt = try stage.receipt(
                            String(user.prefix(2)),
                            events[0].number,
                            events[0].stage
                        )
                        try await stage.report(events.map(Self.line), receipt: receipt).expect(202)
                    }
                    if Bool.random(using: &random) { await stage.writer.flush() }
                }
                await stage.writer.flush()
                let offset = site.platform.settings.zoneOffset(site.world.now)
                func hour(_ at: Instant) -> Int64 { (at.milliseconds / 1000 + Int64(offset)) / 3600 }
                try await Self.expectPeople(told, site, stage.app, hour)
                for (unit, length) in [(FigureUnit.hour, Int64(1)), (.day, 24)] {
                    let rows = try await site.platform.engine.read {
                        try $0.rows(
                            """
                            SELECT at, number, amount FROM event_figure WHERE app_id = \(stage.app)
                                AND unit = \(unit) AND measure = 'launch.total'
                            """
                        )
                    }
                    let launches = told.filter { $0.kind == 0 }
                    let expected = Dictionary(grouping: launches) { "\(hour($0.at) / length) \($0.number)" }
                        .mapValues(\.count)
                    let found = try rows.map {
                        ("\(try $0.int64("at")) \(try $0.text("number"))", try $0.int("amount"))
                    }
                    #expect(Dictionary(uniqueKeysWithValues: found) == expected)
                }
            }
        }
    }

    private static func expectPeople(
        _ told: [Told],
        _ site: Site,
        _ app: ID<MiniProgram>,
        _ hour: (Instant) -> Int64
    ) async throws {
        let visits = told.filter { $0.kind < 3 }
        let rows = try await site.platform.engine.read {
            try $0.rows("SELECT * FROM event_people WHERE app_id = \(app)")
        }
        var found: [String: [Int]] = [:]
        for row in rows {
            let key =
                "\(try row.text("unit")) \(try row.int64("at")) \(try row.text("number"))/\(try row.text("stage"))"
            found[key] = [try row.int("visitors"), try row.int("arrivals"), try row.int("fresh")]
        }
        var expected: [String: [Int]] = [:]
        let firsts = Dictionary(grouping: visits, by: \.user).compactMapValues { events in
            events.min { ($0.at.milliseconds, "\($0.number)") < ($1.at.milliseconds, "\($1.number)") }
        }
        for number in ["", "1.0.0", "1.1.0"] {
            for stage in ["", "r", "g"] {
                let mine = visits.filter { event in
                    (number.isEmpty || "\(event.number)" == number) && (stage.isEmpty || event.stage.rawValue == stage)
                }
                for (at, events) in Dictionary(grouping: mine, by: { hour($0.at) }) {
                    let users = Set(events.map(\.user))
                    let arrived = users.filter { user in
                        mine.filter { $0.user == user && hour($0.at) / 24 == at / 24 }.map { hour($0.at) }.min() == at
                    }
                    let fresh = users.filter { user in
                        firsts[user].map { first in
                            mine.contains { $0.at == first.at && $0.user == user } && hour(first.at) == at
                        }
                            ?? false
                    }
                    expected["h \(at) \(number)/\(stage)"] = [users.count, arrived.count, fresh.count]
                }
                for (at, events) in Dictionary(grouping: mine, by: { hour($0.at) / 24 }) {
                    let fresh = Set(events.map(\.user)).filter { user in
                        firsts[user].map { first in
                            mine.contains { $0.at == first.at && $0.user == user } && hour(first.at) / 24 == at
                        }
                            ?? false
                    }
                    expected["d \(at) \(number)/\(stage)"] = [Set(events.map(\.user)).count, 0, fresh.count]
                }
            }
        }
        // Days ahead hold users of the last 7 and 30 days only.
        found = found.filter { $0.value != [0, 0, 0] }
        #expect(found == expected)
    }

    @Test(arguments: EngineKind.available)
    func `users of 7 and 30 days count once each`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await EventStage(site)
            let launch = #"{"kind":"launch","ok":true,"total_ms":900}"#
            // One comes every day, one on the days 0, 8 and 10, one on day 3 only.
            let days: [String: Set<Int>] = ["a": Set(0..<12), "b": [0, 8, 10], "c": [3]]
            let first = site.platform.settings.day(of: site.world.now)
            for day in 0..<12 {
                for (user, comes) in days.sorted(by: { $0.key < $1.key }) where comes.contains(day) {
                    try await stage.report([launch], receipt: stage.receipt(user)).expect(202)
                }
                await stage.writer.flush()
                if day < 11 { site.world.advance(seconds: 86_400) }
            }
            let rows = try await site.platform.engine.read {
                try $0.rows("SELECT * FROM event_people WHERE unit = 'd' AND number = '' AND stage = '' ORDER BY at")
            }
            for row in rows {
                let day = Int(try row.int64("at") - first)
                guard day < 12 else { continue }
                func count(_ length: Int) -> Int {
                    days.values.count { comes in comes.contains { (day - length + 1...day).contains($0) } }
                }
                #expect(try row.int("week") == count(7), "day \(day)")
                #expect(try row.int("month") == count(30), "day \(day)")
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `a write that fails midway counts nothing, and the next try counts once`(_ kind: EngineKind) async throws {
        let engine = Mutex<FailingEngine?>(nil)
        try await Site.run(
            kind,
            expectsErrors: true,
            engine: { inner in
                let failing = FailingEngine(inner)
                engine.withLock { $0 = failing }
                return failing
            }
        ) { site in
            let stage = try await EventStage(site)
            let line = #"{"kind":"launch","ok":true,"total_ms":900}"#
            try await stage.report([line, line], batch: "one").expect(202)
            engine.withLock { $0 }?.set(broken: true)
            #expect(await stage.writer.flush() == false)
            engine.withLock { $0 }?.set(broken: false)
            #expect(await stage.writer.flush())
            let row = try await site.platform.engine.first(
                "SELECT amount FROM event_figure WHERE unit = 'd' AND measure = 'launch'"
            )
            #expect(try row?.int("amount") == 2)
            #expect(try await stage.count("event_attendance") == 1)
        }
    }
}
