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

    init(_ entry: ReviewQueueQueries.Entry, _ settings: Settings, now: Instant) {
        appID = entry.app.rawValue
        appName = entry.appName
        version = entry.number.description
        submittedBy = NamedPerson(login: entry.submitterLogin, name: entry.submitter)
        submittedAt = entry.submittedAt.rfc3339
        waitingSeconds = now.seconds(since: entry.submittedAt)
        express = entry.isExpress
        replacement = entry.replacesGray
        let claimer = entry.claimerLogin.flatMap { login in
            entry.claimer.map { NamedPerson(login: login, name: $0) }
        }
        own = entry.ownRole != nil
        // Members never learn who reviews theirs.
        claimedBy = Nullable(own || entry.holder(at: now) == nil ? nil : claimer)
        url = settings.publicURL + Paths.version(entry.number, of: entry.app)
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
