package import Domain

extension Paths {
    package static let reviewQueue = "/console/review"
    package static let replyTemplates = "/console/review/templates"
    package static let onlineApps = "/console/review/released"

    package static func replyTemplate(_ id: ID<ReplyTemplate>) -> String { "\(replyTemplates)/\(id)" }

    /// A page of the queue.
    static func reviewQueue(_ filter: ReviewQueueFilter, after cursor: ReviewQueueQueries.Cursor? = nil) -> String {
        let fields = [filter == .all ? nil : "show=\(filter.rawValue)", cursor.map { "after=\($0.text)" }]
            .compactMap(\.self)
        return reviewQueue + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }

    /// The page on which a version is decided about.
    package static func reviewCase(_ number: VersionNumber, of app: ID<MiniProgram>) -> String {
        "\(reviewQueue)/\(app)/\(number)"
    }

    static func reviewCase(_ number: VersionNumber, of app: ID<MiniProgram>, _ filter: ReviewQueueFilter) -> String {
        reviewCase(number, of: app) + (filter == .all ? "" : "?show=\(filter.rawValue)")
    }

    package static func forceOffline(_ number: VersionNumber, of app: ID<MiniProgram>) -> String {
        "\(reviewCase(number, of: app))/offline"
    }
}
