import Domain

/// What a version's timeline says of its shares.
enum GrayPast {
    struct Span: Sendable {
        /// Nil for a replacement: that of the version it took over from, until it is enlarged.
        let share: GrayShare?
        let begin: Instant
        /// Nil while it lasts.
        let end: Instant?
    }

    /// The stretches of time at one share, newest first.
    ///
    /// - Parameter rows: what happened to the version, newest first.
    static func spans(of version: ID<Version>, _ rows: [ActivityRow]) -> [Span] {
        var spans: [Span] = []
        var open: (share: GrayShare?, begin: Instant)?
        func close(_ end: Instant) {
            if let last = open { spans.append(Span(share: last.share, begin: last.begin, end: end)) }
            open = nil
        }
        for row in rows.reversed() {
            switch row.event {
            case .grayStarted(let gray, _, _):
                close(row.at)
                open = (gray.share, row.at)
            case .grayEnlarged(_, _, let share, _):
                close(row.at)
                open = (share, row.at)
            case .grayReplaced(version, _, _, _), .grayEnded, .versionReleased(version, _, _), .versionForcedOffline:
                close(row.at)
            case .grayReplaced: open = (nil, row.at)
            default: continue
            }
        }
        if let last = open { spans.append(Span(share: last.share, begin: last.begin, end: nil)) }
        return spans.reversed()
    }
}
