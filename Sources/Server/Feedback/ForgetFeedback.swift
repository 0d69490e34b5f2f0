import Domain
import Storage

/// Takes away texts and pictures of feedback that was not taken up, after the days of the setting. What was decided stays, so
/// that the reporter's code still leads to it.
struct ForgetFeedback: Sendable {
    let platform: Platform

    /// Rows of one transaction.
    private static let batch = 500

    func callAsFunction() async throws {
        let days = try await platform.engine.read { try InstallationQueries($0).settings().feedbackKeepDays }
        let now = platform.world.now()
        let limit = now.adding(seconds: -Int64(days) * 86_400)
        while try await platform.engine.write({ db in
            try ForgetFeedbackWrites(db: db).reports(before: limit, at: now, most: Self.batch)
        }) >= Self.batch {}
        while try await platform.engine.write({ db in
            try ForgetFeedbackWrites(db: db).groups(before: limit, most: Self.batch)
        }) >= Self.batch {}
    }
}
