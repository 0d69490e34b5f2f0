/// Buckets of times whose counts can be added: of two minutes, of two nodes, of a year.
///
/// Up to 63 ms each millisecond has its own; from there on every power of two is divided in 32, so a bucket's middle is at most
/// 1/64 (1.6 %) off. These are the counts of an HdrHistogram with 64 sub-buckets and a unit of 1 ms: a bucket's number is the
/// index there, and `recordValue(middle, count)` fills one of any other precision.
package enum DurationBuckets {
    private static let half = 32

    /// The bucket of a time in milliseconds; of a negative one that of 0.
    package static func bucket(of milliseconds: Int64) -> Int {
        let value = max(0, milliseconds)
        guard value >= Int64(2 * half) else { return Int(value) }
        let shift = Int64.bitWidth - 1 - value.leadingZeroBitCount - 5
        return (shift + 1) * half + Int(value >> Int64(shift)) - half
    }

    /// The times in a bucket, in milliseconds.
    package static func times(in bucket: Int) -> ClosedRange<Int64> {
        guard bucket >= 2 * half else { return Int64(max(0, bucket))...Int64(max(0, bucket)) }
        let shift = Int64(bucket / half - 1)
        let lowest = Int64(bucket % half + half) << shift
        return lowest...(lowest + (1 << shift) - 1)
    }

    /// What stands for all times in a bucket.
    package static func middle(of bucket: Int) -> Int64 {
        let times = times(in: bucket)
        return (times.lowerBound + times.upperBound + 1) / 2
    }
}
