import Domain

/// Who got what on one day, cut where something changed.
struct ReleaseDay: Sendable {
    /// Users with one version, or with none, in a stretch of time.
    struct Piece: Sendable {
        let number: VersionNumber?
        let ppm: Int
        /// A class of the chart.
        let kind: String
    }

    /// A stretch of time in which nothing changed.
    struct Part: Sendable {
        let begin: Instant
        let end: Instant
        let pieces: [Piece]
    }

    /// One version's share, in words.
    struct Line: Sendable {
        let number: VersionNumber
        let share: String
    }

    let begin: Instant
    let end: Instant
    /// Now, when it is this day.
    let now: Instant?
    let parts: [Part]

    /// - Parameter periods: those that touch the day.
    init(_ periods: [ReleasePeriod], begin: Instant, end: Instant, now: Instant) {
        (self.begin, self.end) = (begin, end)
        self.now = now > begin && now < end ? now : nil
        let until = min(end, max(begin, now))
        let inside = periods.flatMap { [$0.begin, $0.end].compactMap(\.self) }.filter { $0 > begin && $0 < until }
        let cuts = Array(Set(inside + [begin, until])).sorted()
        var parts: [Part] = []
        for (from, to) in zip(cuts, cuts.dropFirst()) {
            func current(_ stage: ReleaseStage) -> ReleasePeriod? {
                periods.first { $0.stage == stage && $0.begin <= from && ($0.end ?? .farFuture) >= to }
            }
            let (gray, online) = (current(.gray), current(.release))
            let rest = GrayShare.everyone.ppm - (gray?.share.ppm ?? 0)
            var pieces: [Piece] = []
            if let gray { pieces.append(Piece(number: gray.number, ppm: gray.share.ppm, kind: "gray")) }
            if rest > 0 {
                pieces.append(Piece(number: online?.number, ppm: rest, kind: online == nil ? "none" : "online"))
            }
            parts.append(Part(begin: from, end: to, pieces: pieces))
        }
        self.parts = parts
    }

    /// Every version that somebody got, with the largest share that it had.
    var lines: [Line] {
        var shares: [VersionNumber: Int] = [:]
        for piece in parts.flatMap(\.pieces) {
            if let number = piece.number { shares[number] = max(shares[number] ?? 0, piece.ppm) }
        }
        return shares.sorted { $0.key > $1.key }
            .map { Line(number: $0.key, share: "\(GrayShare(ppm: $0.value)?.description ?? "0")%") }
    }
}

extension Instant {
    fileprivate static let farFuture = Instant(milliseconds: .max)
}
