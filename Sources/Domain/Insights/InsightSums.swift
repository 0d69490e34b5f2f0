/// What was counted in some stretch of time: sums of measures, times by their buckets, users once each. Sums of two stretches
/// add up; users do not, so `people` is of one stretch.
package struct InsightSums: Hashable, Sendable {
    /// Users, as `VisitorCounts` counts them.
    package struct People: Hashable, Sendable {
        package var visitors: Int64 = 0
        package var arrivals: Int64 = 0
        package var fresh: Int64 = 0
        package var week: Int64 = 0
        package var month: Int64 = 0

        package init(
            visitors: Int64 = 0,
            arrivals: Int64 = 0,
            fresh: Int64 = 0,
            week: Int64 = 0,
            month: Int64 = 0
        ) {
            (self.visitors, self.arrivals, self.fresh, self.week, self.month) = (visitors, arrivals, fresh, week, month)
        }
    }

    package private(set) var amounts: [EventMeasure: Int64] = [:]
    package private(set) var times: [EventMeasure: [Int: Int64]] = [:]
    /// Nil where nothing was reported at all.
    package var people: People?

    package init() {}

    package mutating func add(_ measure: EventMeasure, bucket: Int, _ amount: Int64) {
        if measure.isHistogram {
            times[measure, default: [:]][bucket, default: 0] += amount
        } else {
            amounts[measure, default: 0] += amount
        }
    }

    package mutating func add(_ other: InsightSums) {
        amounts.merge(other.amounts) { $0 + $1 }
        for (measure, buckets) in other.times { times[measure, default: [:]].merge(buckets) { $0 + $1 } }
    }

    package subscript(_ measure: EventMeasure) -> Int64 { amounts[measure] ?? 0 }

    /// The time, in milliseconds, that `share` of all take at most: the middle of the bucket that the nearest rank falls into,
    /// at most 1.6 % off. Nil without any.
    package func percentile(_ share: Double, of measure: EventMeasure) -> Int64? {
        let buckets = (times[measure] ?? [:]).filter { $0.value > 0 }.sorted { $0.key < $1.key }
        let count = buckets.reduce(0) { $0 + $1.value }
        guard count > 0 else { return nil }
        let rank = max(1, Int64((share * Double(count)).rounded(.up)))
        var seen: Int64 = 0
        for (bucket, amount) in buckets {
            seen += amount
            if seen >= rank { return DurationBuckets.middle(of: bucket) }
        }
        return nil
    }

    /// How many of the times are at most `limit`; of the bucket that holds the limit, those that an even spread has below it.
    package func count(within limit: Int64, of measure: EventMeasure) -> Double {
        (times[measure] ?? [:]).reduce(0) { sum, entry in
            let range = DurationBuckets.times(in: entry.key)
            if range.upperBound <= limit { return sum + Double(entry.value) }
            guard range.lowerBound <= limit else { return sum }
            let below = Double(limit - range.lowerBound + 1) / Double(range.count)
            return sum + Double(entry.value) * below
        }
    }
}
