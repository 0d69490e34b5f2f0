import ArgumentParser
import Domain
import Foundation

/// A moment typed on the command line.
enum TypedTime {
    /// Reads `2026-12-01T10:00` (or with seconds, or a space for the `T`) in this machine's time zone, or RFC 3339 with an
    /// offset.
    static func read(_ text: String) throws -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        let shape = text.replacing(" ", with: "T")
        let seconds = shape.utf8.count == 16 ? ":00" : ""
        guard let utc = Instant(rfc3339: shape + seconds + "Z") else {
            throw ValidationError(
                "\(text) is no time; it looks like 2026-12-01T10:00, or 2026-12-01T10:00:00+08:00."
            )
        }
        // The offset at the moment itself, which may differ from that at the same hour of UTC.
        let guess = utc.adding(seconds: -offset(at: utc))
        return utc.adding(seconds: -offset(at: guess))
    }

    private static func offset(at instant: Instant) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
        return Int64(TimeZone.current.secondsFromGMT(for: date))
    }
}
