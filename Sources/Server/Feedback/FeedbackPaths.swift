package import Domain

extension Paths {
    /// The page on which users report.
    package static func report(_ app: ID<MiniProgram>) -> String { "/f/\(app)" }
    /// What became of a report, for whoever holds its code.
    package static func receipt(_ code: String) -> String { "/f/r/\(code)" }

    package static let feedbackQueue = "/console/feedback"
    package static func feedbackGroup(_ id: ID<FeedbackGroup>, of app: ID<MiniProgram>) -> String {
        "\(feedbackQueue)/\(app)/\(id)"
    }

    package static func feedback(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/feedback" }
    package static func feedbackFile(_ app: ID<MiniProgram>) -> String { "/apps/\(app)/feedback.csv" }
    package static func feedbackIssue(_ id: ID<FeedbackIssue>, of app: ID<MiniProgram>) -> String {
        "\(feedback(app))/\(id)"
    }
}
