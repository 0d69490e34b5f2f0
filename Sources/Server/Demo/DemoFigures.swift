import Domain
import Storage

/// What the users of a demonstration's mini program did: more from week to week, fewer at weekends, with a night without
/// reports and a first version that crashed often. Added up by the same fold that takes what phones report.
struct DemoFigures: Sendable {
    let platform: Platform
    let app: ID<MiniProgram>
    let now: Instant
    /// Users of an ordinary day in the end.
    let users: Int

    private static let days: Int64 = 35
    private static let pages = ["pages/index/index", "pages/menu/menu", "pages/order/order", "pages/mine/mine"]
    /// Visits of a hundred by the hour of the day.
    private static let hours = [0, 0, 0, 0, 0, 0, 1, 5, 9, 8, 6, 7, 10, 8, 6, 6, 5, 5, 6, 6, 5, 4, 2, 1]

    func fill() async throws {
        let (app, now, settings) = (app, now, platform.settings)
        let begin = now.adding(seconds: -Self.days * 86_400)
        let periods = try await platform.engine.read {
            try ReleaseHistoryQueries($0).periods(of: app, from: begin, to: now, limit: 500)
        }
        guard !periods.isEmpty else { return }
        let today = settings.day(of: now)
        for day in (today - Self.days)...today {
            var chance = DemoChance(seed: UInt64(bitPattern: day) &* 31 &+ UInt64(users))
            var fold = EventFold(room: EventRoom(), hour: { settings.hour(of: $0) })
            for batch in batches(on: day, today, periods, &chance) { fold.add(batch) }
            let done = fold
            guard !done.sums.isEmpty else { continue }
            let isRecent = day >= today - 2
            let newID = platform.world.id
            try await platform.engine.write { db in
                try FigureWrites(db: db).add(done, hour: { settings.hour(of: $0) }, at: now)
                // Older minutes would be forgotten at once.
                if isRecent { try EventWrites(db: db).add(done, newID: newID) }
            }
        }
    }

    private func batches(
        on day: Int64,
        _ today: Int64,
        _ periods: [ReleasePeriod],
        _ chance: inout DemoChance
    ) -> [EventBatch] {
        let maker = ReceiptMaker(key: Array(repeating: 0x64, count: 32))
        let oldest = periods.filter { $0.stage == .release }.min { $0.begin < $1.begin }?.number
        // 1970-01-01 was a Thursday.
        let isWeekend = [5, 6].contains((day + 3) % 7)
        let grown = Double(users) * (1 - Double(today - day) * 0.012) * (isWeekend ? 0.72 : 1)
        let visits = Int(grown * (0.94 + 0.12 * chance.part()))
        return (0..<max(0, visits)).compactMap { _ -> EventBatch? in
            let hour = chance.weighted(Self.hours)
            // A night in which the host app's reports did not arrive.
            guard day != today - 9 || !(18...23).contains(hour) else { return nil }
            let at = platform.settings.instant(day: day, hour: hour, minute: chance.below(60))
            guard at < now, let (number, stage) = version(at, periods, &chance) else { return nil }
            let user = "demo-\(chance.below(users * 3))"
            let bytes = maker.receipt(of: user.utf8, in: app, middle: ReceiptMaker.middle(number, stage))
            guard let receipt = maker.read(String(decoding: bytes, as: UTF8.self), in: app) else { return nil }
            return EventBatch(
                app: app,
                receipt: receipt,
                events: events(at, isBad: number == oldest, &chance),
                id: nil,
                draw: nil
            )
        }
    }

    /// What this user got at the moment.
    private func version(
        _ at: Instant,
        _ periods: [ReleasePeriod],
        _ chance: inout DemoChance
    ) -> (VersionNumber, RuntimeReceipt.Stage)? {
        let running = periods.filter { $0.begin <= at && $0.end.map { at < $0 } ?? true }
        if let gray = running.first(where: { $0.stage == .gray }), chance.below(1_000_000) < gray.share.ppm {
            return (gray.number, .gray)
        }
        return running.first { $0.stage == .release }.map { ($0.number, .release) }
    }

    private func events(_ at: Instant, isBad: Bool, _ chance: inout DemoChance) -> [RuntimeEvent] {
        func event(_ what: RuntimeEvent.What, _ seconds: Int64 = 0) -> RuntimeEvent {
            RuntimeEvent(at: at.adding(seconds: seconds), phone: .unknown, what: what)
        }
        let isSuccess = chance.below(1_000) >= (isBad ? 21 : 3)
        // Most are quick, a few are very slow.
        let tail = chance.part()
        let total = Int64((isBad ? 900 : 620) + 700 * chance.part() + 5_200 * tail * tail * tail * tail * tail * tail)
        var events = [
            event(
                .launch(
                    RuntimeEvent.Launch(
                        isSuccess: isSuccess,
                        total: isSuccess ? total : nil,
                        download: isSuccess ? total * 22 / 100 : nil,
                        prepare: isSuccess ? total * 18 / 100 : nil,
                        script: isSuccess ? total * 34 / 100 : nil,
                        render: isSuccess ? total * 26 / 100 : nil,
                        hadPackage: chance.below(10) < 7,
                        page: Self.pages[0],
                        message: isSuccess ? nil : "package did not start",
                        stack: nil
                    )
                )
            )
        ]
        guard isSuccess else { return events }
        for step in 0...chance.below(4) {
            let page = Self.pages[step]
            let stay = Int64(4_000 + 38_000 * chance.part() * chance.part())
            events.append(event(.pageView(page: page, stay: stay), Int64(step) * 20))
            let call = { (isSuccess: Bool) in
                RuntimeEvent.Call(
                    subject: "GET https://api.example.com",
                    isSuccess: isSuccess,
                    code: isSuccess ? "200" : "502",
                    message: nil,
                    duration: 180,
                    page: page
                )
            }
            events.append(event(.http(call(chance.below(1_000) >= 6)), Int64(step) * 20))
            if chance.below(1_000) < (isBad ? 34 : 4) {
                events.append(event(.scriptError(message: "x is undefined", stack: nil, page: page), Int64(step) * 20))
            }
            if chance.below(2_000) < (isBad ? 14 : 1) {
                events.append(event(.whiteScreen(page: page), Int64(step) * 20))
            }
            if chance.below(1_000) < 3 {
                events.append(event(.resourceError(url: "https://img.example.com/a.png", type: "image", page: page)))
            }
        }
        if chance.below(100) < 6 { events.append(event(.share(page: Self.pages[1]))) }
        return events
    }
}

/// Chance that is the same on every machine (SplitMix64).
struct DemoChance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1.
    mutating func part() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

    mutating func weighted(_ weights: [Int]) -> Int {
        var left = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return 0
    }
}
