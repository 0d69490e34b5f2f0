package import Domain
import Storage

/// What members do about a problem: work on it, resolve it in a version, answer its reporters.
package struct HandleFeedback: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Replies to one problem: enough to talk, too few to flood.
    static let mostReplies = 20

    /// Throws `FEEDBACK_STATUS` when it is being worked on or resolved already.
    package func process(_ issue: ID<FeedbackIssue>, of app: AuthorisedApp) async throws {
        try await change(issue, of: app) { change, row in
            guard try FeedbackHandleWrites(db: change.db).process(issue) else {
                throw FeedbackAction.process.refusal(from: row.status)
            }
            try change.record(.feedbackProcessing(issue: issue, kind: row.kind), in: app.id)
        }
    }

    /// Throws `FEEDBACK_STATUS`, and at `version` when it is neither released nor newer than what is.
    package func resolve(_ issue: ID<FeedbackIssue>, in number: VersionNumber, of app: AuthorisedApp) async throws {
        try await change(issue, of: app) { change, row in
            guard try FeedbackVersionQueries(change.db).versions(of: app.id).contains(where: { $0.number == number })
            else { throw Refusal.feedbackVersion }
            guard try FeedbackHandleWrites(db: change.db).resolve(issue, in: number, at: change.now) else {
                throw FeedbackAction.resolve.refusal(from: row.status)
            }
            try change.record(.feedbackResolved(issue: issue, kind: row.kind, number: number), in: app.id)
        }
    }

    /// Every reporter of the problem reads it on the page of their receipt.
    package func reply(_ typed: String, to issue: ID<FeedbackIssue>, of app: AuthorisedApp) async throws {
        let text = PlainText.lines(typed)
        guard !text.isEmpty else {
            throw Refusal.invalid([
                FieldProblem(field: "text", words: Words("请写下要告诉反馈人的话。", "Write what the reporters should read."))
            ])
        }
        guard TextLength.weighted(text) <= FeedbackLimits.reply else {
            throw Refusal.invalid([
                FieldProblem(
                    field: "text",
                    words: Words(
                        "回复最多 \(FeedbackLimits.reply / 2) 个汉字。",
                        "A reply has \(FeedbackLimits.reply) characters at most; a Chinese one counts 2."
                    )
                )
            ])
        }
        let (id, person): (ID<FeedbackReply>, _) = (platform.world.newID(), try app.person())
        try await change(issue, of: app) { change, row in
            guard try FeedbackQueries(change.db).replyCount(of: issue) < Self.mostReplies else {
                throw Refusal.conflict(
                    "FEEDBACK_REPLIES",
                    Words(
                        "一个问题最多回复 \(Self.mostReplies) 次。",
                        "A problem takes \(Self.mostReplies) replies at most."
                    )
                )
            }
            try FeedbackHandleWrites(db: change.db).add(id, text, to: issue, by: person, at: change.now)
            try change.record(.feedbackReplied(issue: issue, kind: row.kind, reply: id), in: app.id)
        }
    }

    private func change(
        _ issue: ID<FeedbackIssue>,
        of app: AuthorisedApp,
        _ act: @escaping @Sendable (Change, FeedbackIssueRow) throws -> Void
    ) async throws {
        try app.require(.feedbackHandle)
        try await platform.change(by: try app.person()) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let row = try FeedbackIssueQueries(change.db).issue(issue, in: app.id)
            else { throw Refusal.notFound }
            try act(change, row)
        }
    }
}

extension Refusal {
    static let feedbackVersion = Refusal.invalid([
        FieldProblem(
            field: "version",
            words: Words(
                "请选择线上版本，或者比它更新的版本。",
                "Choose the version that is released, or one that is newer."
            )
        )
    ])
}
