import TestSupport
import Testing

@testable import Domain

@Suite struct EventFoldTests {
    private static let app = ID<MiniProgram>(rawValue: "2021000000000001")
    private static let now = EventLineTests.now
    private static let maker = ReceiptMaker(key: Array(repeating: 7, count: 32))

    private static func receipt(
        _ user: String,
        _ number: VersionNumber = VersionNumber(1, 0, 0),
        _ stage: RuntimeReceipt.Stage = .release
    ) throws -> RuntimeReceipt {
        let bytes = maker.receipt(of: user.utf8, in: app, middle: ReceiptMaker.middle(number, stage))
        return try #require(maker.read(String(decoding: bytes, as: UTF8.self), in: app))
    }

    private static func batch(_ receipt: RuntimeReceipt, _ lines: [String]) throws -> EventBatch {
        let events = try lines.map { try EventLine.read(Array($0.utf8)[...], now: now) }
        return EventBatch(app: app, receipt: receipt, events: events, id: nil, draw: nil)
    }

    private static func fold(_ batches: [EventBatch], room: EventRoom = EventRoom()) -> EventFold {
        var fold = EventFold(
            room: room,
            hour: {
                let date = CivilDate($0, offsetSeconds: 8 * 3600)
                return date.dayNumber * 24 + Int64(date.hour)
            }
        )
        for batch in batches { fold.add(batch) }
        return fold
    }

    /// The sums of all minutes, versions and stages together.
    private func sums(_ fold: EventFold) -> [EventCell: Int64] {
        fold.sums.values.reduce(into: [:]) { all, cells in all.merge(cells) { $0 + $1 } }
    }

    @Test func `each kind adds to its measures and to no other`() throws {
        let table: [(String, [EventMeasure: Int64])] = [
            (
                #"{"kind":"launch","ok":true,"total_ms":1000,"download_ms":0,"render_ms":64}"#,
                [.launches: 1, .launchTime: 1000, .launchTotals: 1, .launchDownloads: 1, .launchRenderings: 1]
            ),
            (
                #"{"kind":"launch","ok":true,"total_ms":70,"present":true}"#,
                [
                    .launches: 1, .launchTime: 70, .launchTotals: 1, .readyLaunches: 1, .readyLaunchTime: 70,
                    .readyLaunchTotals: 1,
                ]
            ),
            (#"{"kind":"launch","ok":false,"download_ms":9}"#, [.launches: 1, .launchFailures: 1]),
            (#"{"kind":"page_view","page":"p","stay_ms":70}"#, [.pageViews: 1, .stays: 1, .stayTime: 70]),
            (#"{"kind":"page_view","page":"p"}"#, [.pageViews: 1]), (#"{"kind":"share"}"#, [.shares: 1]),
            (#"{"kind":"js_error","message":"m"}"#, [.scriptErrors: 1]),
            (#"{"kind":"http","status":200}"#, [.requests: 1]),
            (
                #"{"kind":"http","status":500,"duration_ms":5}"#,
                [.requests: 1, .requestFailures: 1, .timedRequests: 1, .requestTime: 5]
            ),
            (
                #"{"kind":"jsapi","api":"a","ok":false,"duration_ms":5}"#,
                [.hostCalls: 1, .hostCallFailures: 1, .timedHostCalls: 1, .hostCallTime: 5]
            ),
            (#"{"kind":"white_screen"}"#, [.whiteScreens: 1]),
            (#"{"kind":"resource_error","url":"u"}"#, [.resourceErrors: 1]),
            (#"{"kind":"exposure","step":"resolved"}"#, [.resolved: 1]),
            (#"{"kind":"exposure","step":"downloaded"}"#, [.downloaded: 1]),
            (#"{"kind":"exposure","step":"launched"}"#, [.launched: 1]),
        ]
        for (line, expected) in table {
            let cells = sums(Self.fold([try Self.batch(Self.receipt("u"), [line])]))
            #expect(Dictionary(cells.map { ($0.key.measure, $0.value) }, uniquingKeysWith: +) == expected, "\(line)")
            for cell in cells.keys where !cell.measure.isHistogram { #expect(cell.bucket == 0, "\(line)") }
        }
        let slow = sums(Self.fold([try Self.batch(Self.receipt("u"), [table[0].0])]))
        #expect(slow[EventCell(measure: .launchTotals, bucket: DurationBuckets.bucket(of: 1000))] == 1)
    }

    @Test func `failures are rows, successes are not`() throws {
        let lines = [
            #"{"kind":"launch","ok":false,"message":"no package","page":"p"}"#,
            #"{"kind":"launch","ok":true,"total_ms":1}"#,
            #"{"kind":"http","status":502,"url":"https://a.example/b","method":"GET","device":"P60"}"#,
            #"{"kind":"http","status":200}"#, #"{"kind":"jsapi","api":"scan","ok":false,"code":"11"}"#,
            #"{"kind":"jsapi","api":"scan","ok":true}"#, #"{"kind":"js_error","message":"m","stack":"s"}"#,
            #"{"kind":"white_screen","page":"p"}"#, #"{"kind":"resource_error","url":"u","type":"image"}"#,
            #"{"kind":"page_view","page":"p"}"#, #"{"kind":"share"}"#, #"{"kind":"exposure","step":"launched"}"#,
        ]
        let failures = Self.fold([try Self.batch(Self.receipt("u"), lines)]).failures
        let told = failures.map { [$0.kind.rawValue, $0.subject, $0.code, $0.message, $0.stack, $0.page] }
        #expect(
            told == [
                ["launch", nil, nil, "no package", nil, "p"],
                ["http", "GET https://a.example/b", "502", nil, nil, nil],
                ["jsapi", "scan", "11", nil, nil, nil], ["js_error", nil, nil, "m", "s", nil],
                ["white_screen", nil, nil, nil, nil, "p"], ["resource_error", "u", "image", nil, nil, nil],
            ]
        )
        #expect(failures[1].phone.device == "P60")
        #expect(failures.allSatisfy { $0.receipt.pseudonym.count == 16 })
    }

    @Test func `a user is a visitor by a launch or a page view, and their first launch is kept`() throws {
        let receipt = try Self.receipt("u")
        func at(_ time: String) -> String { #""at":"2026-01-20T\#(time)+08:00""# }
        let fold = Self.fold([
            try Self.batch(receipt, [#"{"kind":"exposure","step":"resolved",\#(at("09:00:00"))}"#]),
            try Self.batch(receipt, [#"{"kind":"launch","ok":true,"total_ms":5,\#(at("09:30:00"))}"#]),
            try Self.batch(receipt, [#"{"kind":"launch","ok":false,\#(at("09:20:00"))}"#]),
            try Self.batch(Self.receipt("v"), [#"{"kind":"exposure","step":"resolved"}"#]),
            // The day before, here.
            try Self.batch(receipt, [#"{"kind":"page_view","page":"p","at":"2026-01-19T15:59:59Z"}"#]),
        ])
        #expect(fold.visits.count == 3)
        let days = Set(fold.visits.keys.map(\.day))
        #expect(days.count == 2)
        let today = try #require(fold.visits.first { $0.key.day == days.max() && $0.value.launch != nil }?.value)
        #expect(today.first.rfc3339 == "2026-01-20T01:00:00.000Z")
        #expect(today.visited?.rfc3339 == "2026-01-20T01:20:00.000Z")
        #expect(today.launch?.isSuccess == false)
        let visitors = fold.visitors
        #expect(visitors.count == 1)
        #expect(visitors.values.first?.first.at.rfc3339 == "2026-01-19T15:59:59.000Z")
        #expect(visitors.values.first?.lastDay == days.max())
    }

    @Test func `the order of batches makes no difference`() throws {
        var generator = SeededGenerator(seed: 9)
        var batches: [EventBatch] = []
        for _ in 0..<300 {
            let receipt = try Self.receipt(
                "u\(Int.random(in: 0..<20, using: &generator))",
                VersionNumber(1, Int32.random(in: 0...1, using: &generator), 0),
                [.gray, .release].randomElement(using: &generator) ?? .gray
            )
            let at = Instant(milliseconds: Self.now.milliseconds - Int64.random(in: 0...200_000, using: &generator))
                .rfc3339
            let lines = [
                #"{"kind":"launch","ok":true,"total_ms":\#(Int.random(in: 0...9_000, using: &generator)),"at":"\#(at)"}"#,
                #"{"kind":"page_view","page":"p\#(Int.random(in: 0...9, using: &generator))","stay_ms":5,"at":"\#(at)"}"#,
            ]
            batches.append(try Self.batch(receipt, lines))
        }
        let (there, back) = (Self.fold(batches), Self.fold(batches.shuffled(using: &generator)))
        #expect(there.sums == back.sums)
        #expect(there.pages == back.pages)
        #expect(there.visitors == back.visitors)
        #expect(there.visits.mapValues(\.first) == back.visits.mapValues(\.first))
        #expect(sums(there)[EventCell(measure: .launches, bucket: 0)] == 300)
    }

    @Test func `names of pages and rows of failures are bounded within a minute, and the rest is still counted`() throws
    {
        let receipt = try Self.receipt("u")
        var room = EventRoom()
        room.tick(at: Self.now)
        let pages = (0..<300).map { #"{"kind":"page_view","page":"p\#($0)"}"# }
        let fold = Self.fold([try Self.batch(receipt, pages), try Self.batch(receipt, pages)], room: room)
        #expect(fold.pages.count == EventLimits.pagesAMinute + 1)
        #expect(fold.pages.values.map(\.views).reduce(0, +) == 600)
        #expect(fold.pages.first { $0.key.page == EventLimits.otherPages }?.value.views == 400)
        let errors = (0..<500).map { _ in #"{"kind":"js_error","message":"m"}"# }
        let batches = try (0..<3).map { _ in try Self.batch(receipt, errors) }
        let storm = Self.fold(batches, room: fold.room)
        #expect(storm.failures.count == EventLimits.failuresAMinute)
        #expect(sums(storm)[EventCell(measure: .scriptErrors, bucket: 0)] == 1_500)
        // What was used up stays so until the minute is over.
        #expect(Self.fold(batches, room: storm.room).failures.isEmpty)
        var next = storm.room
        next.tick(at: Self.now.adding(seconds: 30))
        #expect(Self.fold(batches, room: next).failures.isEmpty)
        next.tick(at: Self.now.adding(seconds: 60))
        #expect(Self.fold(batches, room: next).failures.count == EventLimits.failuresAMinute)
    }
}
