import Testing

@testable import Domain

@Suite struct FigureTests {
    /// Ten launches of 100, 200, … 1,000 ms, one of 5,000 ms, and one that failed; 8 page views.
    private static var counted: InsightSums {
        var sums = InsightSums()
        for time in (1...10).map({ Int64($0) * 100 }) + [5_000] {
            sums.add(.launchTotals, bucket: DurationBuckets.bucket(of: time), 1)
        }
        for (measure, amount) in [
            (EventMeasure.launches, Int64(12)), (.launchFailures, 1), (.pageViews, 8), (.stays, 4), (.stayTime, 10_000),
            (.scriptErrors, 2), (.whiteScreens, 1), (.resourceErrors, 1), (.requests, 50), (.requestFailures, 5),
            (.shares, 3),
        ] {
            sums.add(measure, bucket: 0, amount)
        }
        sums.people = InsightSums.People(visitors: 6, arrivals: 6, fresh: 2, week: 9, month: 11)
        return sums
    }

    @Test func `every figure is what a hand count gives`() throws {
        let expected: [Figure: Double] = [
            .visitors: 6, .newVisitors: 2, .visitors7: 9, .visitors30: 11, .pageViews: 8, .launches: 12, .stay: 2_500,
            .shares: 3, .availability: 10.0 / 12, .whiteScreens: 1.0 / 8, .scriptErrors: 2.0 / 8,
            .requestErrors: 0.1, .resourceErrors: 1.0 / 8, .pageErrors: 4.0 / 8, .launchInTime: 10.0 / 11,
        ]
        for (figure, value) in expected {
            let found = try #require(figure.value(of: Self.counted))
            #expect(abs(found - value) < 1e-9, "\(figure)")
        }
        for (figure, value) in [(Figure.launchHalf, 600.0), (.launchMost, 1_000), (.launchSlowest, 5_000)] {
            let found = try #require(figure.value(of: Self.counted))
            #expect(abs(found - value) / value <= 1.0 / 64, "\(figure) \(found)")
        }
    }

    @Test func `a rate of nothing is not known, a sum of nothing is 0`() {
        let nothing = InsightSums()
        for figure in Figure.allCases {
            let isSum = [.pageViews, .launches, .shares].contains(figure)
            #expect(figure.value(of: nothing) == (isSum ? 0 : nil), "\(figure)")
        }
    }

    @Test func `sums of two stretches add up, times as well`() {
        var both = Self.counted
        both.add(Self.counted)
        #expect(both[.launches] == 24)
        #expect(Figure.launchMost.value(of: both) == Figure.launchMost.value(of: Self.counted))
        #expect(Figure.availability.value(of: both) == Figure.availability.value(of: Self.counted))
    }

    @Test func `a score needs launches, and parts without data leave their weight to the others`() throws {
        #expect(Score(day: Self.counted) == nil)
        var day = InsightSums()
        day.add(.launches, bucket: 0, 1_000)
        day.add(.launchTotals, bucket: DurationBuckets.bucket(of: 1_000), 1_000)
        day.add(.pageViews, bucket: 0, 1_000)
        let best = try #require(Score(day: day))
        #expect(abs(best.points - 100) < 1e-9)
        #expect(abs(best.parts.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        #expect(!best.parts.contains { $0.figure == .requestErrors })
        // 1 % of launches fail: 60 of its 30 in 85.
        day.add(.launchFailures, bucket: 0, 10)
        let worse = try #require(Score(day: day))
        #expect(abs(worse.points - (100 - 40 * 30.0 / 85)) < 1e-9)
    }

    @Test func `the last 7 of 30 days weigh 65 per cent`() throws {
        let days: [Double?] = Array(repeating: 60, count: 23) + Array(repeating: 100, count: 7)
        #expect(abs(try #require(Score.Month(days)).points - (65 + 0.35 * 60)) < 1e-9)
        #expect(try #require(Score.Month([nil, 80, nil])).points == 80)
        #expect(Score.Month([nil, nil]) == nil)
        #expect(try #require(Score.Month([0] + days)).days == 30)
    }
}
