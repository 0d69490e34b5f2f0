/// The numbers that reported events are held to. Bytes and milliseconds throughout.
package enum EventLimits {
    package static let batchBytes = 1024 * 1024
    package static let batchLines = 500
    package static let lineBytes = 16 * 1024
    /// Bad lines of a batch that are named; the rest is counted.
    package static let namedProblems = 20

    /// A phone without a network reports later; what is older no longer changes a figure that somebody has read.
    package static let oldestSeconds: Int64 = 24 * 3600
    /// How far a phone's clock may go ahead.
    package static let aheadSeconds: Int64 = 300

    /// The longest launch, part of one, or request.
    package static let duration: Int64 = 3_600_000
    /// The longest stay on a page.
    package static let stay: Int64 = 86_400_000

    package static let page = 128
    package static let message = 500
    package static let stack = 8_000
    package static let url = 300
    /// Devices, systems, names of interfaces, codes.
    package static let word = 64

    package static let batchID = 64

    /// Pages of a mini program that are counted by name within a minute; the rest under `otherPages`.
    package static let pagesAMinute = 100
    package static let otherPages = "*"
    /// Different errors of a mini program that are told apart within a minute; failures beyond count in the rates alone.
    package static let errorsAMinute = 200
    /// Failures of a mini program that are kept as rows within a minute; the rest is counted.
    package static let failuresAMinute = 1_000
}
