package import Domain
import Storage

/// A reviewer decides about the version that is with them.
package struct ReviewVersion: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Where the submission asks for it, a gray release begins by itself in the same step, if nothing stands in its way.
    ///
    /// Throws `AUDITING_VERSION_NOT_EXIST`, `REVIEW_CLAIMED` while another reviewer has it, and what is wrong with the reasons.
    package func callAsFunction(
        _ number: VersionNumber,
        of app: AuthorisedApp,
        _ decision: ReviewDecision,
        _ typed: [RejectionReason] = []
    ) async throws {
        try app.require(.versionReview)
        let person = try app.person()
        let reasons = try RejectionReason.checked(typed, for: decision)
        let (id, salt): (ID<GrayRelease>, _) = (platform.world.newID(), platform.world.salt())
        try await platform.change(by: person) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let version = try VersionQueries(change.db).id(of: number, in: app.id)
            else { throw Refusal.notFound }
            let queries = SubmissionQueries(change.db)
            guard let submission = try queries.open(of: version) else {
                // Says what the status is and what it allows.
                try change.carryOut(.decide(ID(rawValue: ""), decision, []), on: version, of: app.id)
                throw Refusal.notFound
            }
            try submission.checkClaim(by: person, at: change.now)
            try queries.checkPictures(
                of: reasons.enumerated().map { ("reasons.\($0).pictures", $1.pictures) },
                in: app.id
            )
            let command = VersionCommand.decide(submission.id, decision, reasons.map(\.type))
            try change.carryOut(command, on: version, of: app.id)
            try SubmissionWrites(db: change.db).decide(submission.id, decision, reasons, by: person, at: change.now)
            if decision != .reject, let share = submission.grayShare {
                let start = VersionCommand.startGray(id, salt, share, isAutomatic: true)
                let line = try ReleaseLineQueries(change.db).line(of: app.id, with: version)
                if (try? line.events(of: start, on: version, by: nil)) != nil {
                    try change.carryOut(start, on: version, of: app.id)
                }
            }
        }
    }
}
