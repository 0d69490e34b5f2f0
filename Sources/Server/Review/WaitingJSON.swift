import Domain

/// A submission in the reviewers' queue.
struct WaitingJSON: Encodable {
    let appID: String
    let appName: String
    let version: String
    let submittedBy: NamedPerson
    let submittedAt: String
    let waitingSeconds: Int64
    let express: Bool
    /// Whether it shall take over a gray release.
    let replacement: Bool
    let claimedBy: Nullable<NamedPerson>
    /// Whether the caller belongs to the mini program: they may not decide about it.
    let own: Bool
    let url: String

    init(_ waiting: WaitingSubmission, _ settings: Settings, now: Instant) {
        appID = waiting.app.rawValue
        appName = waiting.appName
        version = waiting.number.description
        submittedBy = waiting.record.submittedBy
        submittedAt = waiting.record.submittedAt.rfc3339
        waitingSeconds = now.seconds(since: waiting.record.submittedAt)
        express = waiting.record.isExpress
        replacement = waiting.isReplacement
        claimedBy = Nullable(waiting.record.isClaimed(at: now) ? waiting.record.claimedBy : nil)
        own = waiting.isOwn
        url = settings.publicURL + Paths.version(waiting.number, of: waiting.app)
    }

    private enum CodingKeys: String, CodingKey {
        case version, express, replacement, own, url
        case appID = "app_id"
        case appName = "app_name"
        case submittedBy = "submitted_by"
        case submittedAt = "submitted_at"
        case waitingSeconds = "waiting_seconds"
        case claimedBy = "claimed_by"
    }
}

/// The agreement that a submission accepts.
struct AgreementJSON: Encodable {
    struct Section: Encodable {
        let heading: String
        let text: String
    }

    let version: String
    let title: String
    let sections: [Section]

    init(_ agreement: Agreement, _ language: Language) {
        version = agreement.version
        title = agreement.title[language]
        sections = agreement.sections.map { Section(heading: $0.heading[language], text: $0.text[language]) }
    }
}
