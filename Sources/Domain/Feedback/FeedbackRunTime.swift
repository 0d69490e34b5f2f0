/// When the daily run passes on what was confirmed: a time of day of the installation (T+1).
package struct FeedbackRunTime: Hashable, Sendable {
    /// Minutes since midnight.
    package let minutes: Int

    /// Source: DESIGN, "10:00 local time of the platform".
    package static let standard = FeedbackRunTime(minutes: 600)

    private init(minutes: Int) { self.minutes = minutes }

    /// `HH:MM`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    package var text: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// One day's run: what was confirmed before the day began is passed on.
    package struct Run: Hashable, Sendable {
        /// Days since 1970-01-01, by the installation's calendar.
        package let day: Int64
        package let due: Instant
        /// When the day began.
        package let cutoff: Instant
    }

    /// The run of a day. `offset` gives the seconds east of UTC at a moment; the day's middle decides, so that one in which
    /// the clocks change has one run too.
    package func run(of day: Int64, offset: (Instant) -> Int) -> Run {
        let middle = Instant(milliseconds: day * 86_400_000 + 43_200_000)
        let shift = Int64(offset(middle.adding(seconds: -Int64(offset(middle)))))
        let begin = Instant(milliseconds: day * 86_400_000).adding(seconds: -shift)
        return Run(day: day, due: begin.adding(seconds: Int64(minutes) * 60), cutoff: begin)
    }

    /// The newest run that is due: today's, or yesterday's before its time. A server that was down catches up on one only:
    /// it takes what the ones before would have taken.
    package func newest(at now: Instant, offset: (Instant) -> Int) -> Run {
        let today = CivilDate(now, offsetSeconds: offset(now)).dayNumber
        let run = run(of: today, offset: offset)
        return run.due <= now ? run : self.run(of: today - 1, offset: offset)
    }

    /// The next run that is not due yet.
    package func next(at now: Instant, offset: (Instant) -> Int) -> Run {
        run(of: newest(at: now, offset: offset).day + 1, offset: offset)
    }
}
