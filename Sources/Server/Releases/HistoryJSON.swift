import Domain

/// One thing that happened to a version.
struct TimelineJSON: Encodable {
    let sequence: Int64
    let at: String
    /// Null where the program did it by itself, and for what reviewers do: they are never named to members.
    let by: Nullable<String>
    /// The journal's stable word.
    let event: String
    /// The same as the second half of a sentence that begins with who did it.
    let text: String
    /// The share that a gray release has since then.
    let percent: Double?
    let decision: ReviewDecision?
    /// The types of a rejection's reasons.
    let reasons: [RejectionType]?

    init(_ row: ActivityRow, _ language: Language) {
        sequence = row.sequence
        at = row.at.rfc3339
        by = Nullable(row.event.actorWords == nil ? row.actorName : nil)
        event = row.event.word
        text = row.event.activity[language]
        switch row.event {
        case .grayStarted(let gray, _, _): percent = gray.share.percent
        case .grayEnlarged(_, _, let share, _): percent = share.percent
        default: percent = nil
        }
        if case .versionReviewed(_, _, _, let decision, let reasons) = row.event {
            (self.decision, self.reasons) = (decision, reasons)
        } else {
            (decision, reasons) = (nil, nil)
        }
    }
}

/// A stretch of time in which a share of the users got a version.
struct PeriodJSON: Encodable {
    let version: String
    let stage: String
    let percent: Double
    let from: String
    /// Null while it lasts.
    let to: Nullable<String>

    init(_ period: ReleasePeriod) {
        version = period.number.description
        stage = period.stage.rawValue
        percent = period.share.percent
        from = period.begin.rfc3339
        to = Nullable(period.end?.rfc3339)
    }
}

extension ReleaseHistoryQueries.Cursor {
    init(_ period: ReleasePeriod) { self.init(begin: period.begin, sequence: period.sequence) }

    /// `1768874400000-42`; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let begin = parts[0], let sequence = parts[1] else { return nil }
        self.init(begin: Instant(milliseconds: begin), sequence: sequence)
    }

    var text: String { "\(begin.milliseconds)-\(sequence)" }
}
