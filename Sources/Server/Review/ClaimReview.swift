package import Domain
import Storage

/// Takes a submission for oneself, so that no two reviewers do the same one, or puts it back.
package struct ClaimReview: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// A claim that nothing came of counts no longer after this time.
    package static let lastsSeconds: Int64 = 2 * 3600

    /// Claiming what one has already changes nothing.
    package func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try await change(number, app) { change, submission, person in
            try submission.checkClaim(by: person, at: change.now)
            try SubmissionWrites(db: change.db).claim(submission.id, by: person, at: change.now)
            guard submission.claimedBy != person else { return nil }
            return .reviewClaimed(version: submission.version, number: number, submission: submission.id)
        }
    }

    /// Puts back what one has; anything else is refused.
    package func giveBack(_ number: VersionNumber, of app: AuthorisedApp) async throws {
        try await change(number, app) { change, submission, person in
            try submission.checkClaim(by: person, at: change.now)
            guard submission.claimedBy == person else { return nil }
            try SubmissionWrites(db: change.db).claim(submission.id, by: nil, at: nil)
            return .reviewGivenBack(version: submission.version, number: number, submission: submission.id)
        }
    }

    private func change(
        _ number: VersionNumber,
        _ app: AuthorisedApp,
        _ body: @escaping @Sendable (Change, OpenSubmission, ID<Person>) throws -> JournalEvent?
    ) async throws {
        try app.require(.versionReview)
        let person = try app.person()
        try await platform.change(by: person) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).id(of: number, in: app.id)
            else { throw Refusal.notFound }
            guard let submission = try SubmissionQueries(change.db).open(of: version) else {
                throw Refusal.notInReview
            }
            guard let event = try body(change, submission, person) else { return }
            try change.record(event, in: app.id)
        }
    }
}

extension OpenSubmission {
    /// Throws while another reviewer has it.
    func checkClaim(by person: ID<Person>, at now: Instant) throws(Refusal) {
        guard let claimedBy, claimedBy != person, let claimedAt,
            now.seconds(since: claimedAt) < ClaimReview.lastsSeconds
        else { return }
        let name = claimerName ?? ""
        throw .conflict(
            "REVIEW_CLAIMED",
            Words("\(name)正在审核这个版本，请换一个。", "\(name) is reviewing this version. Choose another.")
        )
    }
}

extension Refusal {
    static let notInReview = conflict(
        "AUDITING_VERSION_NOT_EXIST",
        Words("这个版本已经不在审核中，请刷新队列。", "This version is not in review any more. Reload the queue.")
    )
}
