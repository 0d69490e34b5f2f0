/// The numbers that a package is held to. Bytes throughout; a megabyte is 1,024 × 1,024.
///
/// The first three come from the platform's rules ("Numbers and limits"); the others are ours, each with its reason.
package enum PackageLimits {
    package static let megabyte = 1024 * 1024
    /// The largest upload.
    package static let upload = 20 * megabyte
    /// The largest package as a whole, compressed.
    package static let whole = 8 * megabyte
    /// The largest main package, and the largest sub-package, compressed.
    package static let part = 2 * megabyte

    /// Real packages hold hundreds of files; ten thousand still lists in a moment.
    package static let entries = 10_000
    /// Ten times the largest upload: code and pictures never compress better than that as a whole.
    package static let unpacked = 200 * megabyte
    /// Deflate reaches 1,032 : 1 on zeros, source code about 10 : 1. Small files may be anything, hence `ratioFrom`.
    package static let ratio = 200
    package static let ratioFrom = megabyte
    /// The directory at the archive's end: 10,000 entries with long names stay far below it.
    package static let directory = 12 * megabyte

    /// The largest text that is read for its contents, one at a time.
    package static let text = 4 * megabyte
    /// The largest JSON or HTML file that is parsed, how much is parsed in all, and how much stays in memory parsed.
    package static let parsed = megabyte
    package static let parsedInAll = 16 * megabyte
    package static let parsedKept = 4 * megabyte
    package static let jsonDepth = 64

    /// Longest path and longest part of one (what Linux, macOS and Windows can all unpack), and how deep folders nest.
    package static let path = 1_000
    package static let pathPart = 255
    package static let pathDepth = 32

    /// A picture larger than this slows down the first start noticeably on a phone.
    package static let picture = 200 * 1024
    /// How many findings of one rule are listed; the rest is counted.
    package static let findingsOfARule = 50
    /// How many pages and sub-packages a report lists.
    package static let pages = 1_000

    /// A size as people read it: `1.95 MB`, `312 KB`, `87 B`. Rounded up, so that nothing over a limit looks like the limit.
    package static func shown(_ bytes: Int) -> String {
        if bytes < 1024 { return "\(bytes) B" }
        if bytes < megabyte { return "\((bytes + 1023) / 1024) KB" }
        let hundredths = (bytes * 100 + megabyte - 1) / megabyte
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole) MB" }
        return rest < 10 ? "\(whole).0\(rest) MB" : "\(whole).\(rest) MB"
    }
}
