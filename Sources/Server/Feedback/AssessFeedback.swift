package import Domain
import Storage

/// An assessor decides about reports of one group, in bulk.
package struct AssessFeedback: Sendable {
    package enum Decision: Sendable, Equatable {
        /// A problem of its own. An urgent one is passed on at once.
        case confirm(isUrgent: Bool)
        /// Says what a known problem says.
        case join(ID<FeedbackIssue>)
        case dismiss(FeedbackDismissal, note: String)
    }

    /// Which reports of the group.
    package enum Choice: Sendable, Equatable {
        case some([ID<Feedback>])
        /// All that waited when the page was drawn: up to the newest, and how many there were.
        case all(through: ID<Feedback>, count: Int)
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Gives the problem that the reports belong to now; nil where they were dismissed.
    ///
    /// - Throws: `FEEDBACK_ASSESSED` when another assessor was first with any of them, and then nothing was changed.
    @discardableResult
    package func callAsFunction(
        _ group: ID<FeedbackGroup>,
        of app: AuthorisedApp,
        _ choice: Choice,
        _ decision: Decision
    ) async throws -> ID<FeedbackIssue>? {
        try app.require(.feedbackAssess)
        let person = try app.person()
        let chosen = try Self.checked(choice)
        let decision = try Self.checked(decision)
        let newIssue: ID<FeedbackIssue> = platform.world.newID()
        let settings = platform.settings
        return try await platform.change(by: person) { change in
            guard try InformationWrites(db: change.db).lock(app.id),
                let row = try FeedbackQueries(change.db).group(group, in: app.id)
            else { throw Refusal.notFound }
            let writes = FeedbackAssessWrites(db: change.db)
            switch decision {
            case .confirm(let isUrgent):
                let reports = try writes.confirm(
                    chosen,
                    of: group,
                    as: .duplicate,
                    in: nil,
                    by: person,
                    at: change.now
                )
                try Self.require(reports.count, of: chosen, .confirm)
                try writes.add(
                    newIssue,
                    for: row,
                    sample: reports[0],
                    last: reports[reports.count - 1].receivedAt,
                    at: change.now
                )
                try writes.attach(group, to: newIssue, first: reports[0].id)
                try writes.settle(group, assessed: reports.count, issue: newIssue)
                try change.record(
                    .feedbackConfirmed(app: app.id, issue: newIssue, kind: row.kind, reports: reports.count)
                )
                if isUrgent { try change.passOn(newIssue, before: nil, isUrgent: true, settings) }
                return newIssue
            case .join(let issue):
                guard let known = try FeedbackQueries(change.db).issue(issue, in: app.id) else {
                    throw Refusal.feedbackIssueGone
                }
                let reports = try writes.confirm(
                    chosen,
                    of: group,
                    as: .duplicate,
                    in: issue,
                    by: person,
                    at: change.now
                )
                try Self.require(reports.count, of: chosen, .markDuplicate)
                try writes.settle(group, assessed: reports.count, issue: issue)
                try change.record(
                    .feedbackJoined(app: app.id, issue: issue, kind: known.kind, reports: reports.count)
                )
                return issue
            case .dismiss(let reason, let note):
                let reports = try writes.dismiss(
                    chosen,
                    of: group,
                    reason,
                    note: note,
                    by: person,
                    at: change.now
                )
                try Self.require(reports.count, of: chosen, .dismiss)
                try writes.settle(group, assessed: reports.count, issue: nil)
                try change.record(
                    .feedbackDismissed(app: app.id, kind: row.kind, reason: reason, reports: reports.count)
                )
                return nil
            }
        }
    }

    private static func require(_ count: Int, of choice: Choice, _ action: FeedbackAction) throws {
        guard count == choice.count else { throw action.refusal(from: .received) }
    }

    private static func checked(_ choice: Choice) throws(Refusal) -> Choice {
        switch choice {
        case .all(_, let count) where count > 0: return choice
        case .some where (1...FeedbackLimits.chosen).contains(choice.count): return choice
        default:
            throw .invalid([
                FieldProblem(
                    field: "reports",
                    words: Words(
                        "请选择 1 到 \(FeedbackLimits.chosen) 条反馈。",
                        "Choose 1 to \(FeedbackLimits.chosen) reports."
                    )
                )
            ])
        }
    }

    private static func checked(_ decision: Decision) throws(Refusal) -> Decision {
        guard case .dismiss(let reason, let typed) = decision else { return decision }
        let note = PlainText.lines(typed)
        if reason.needsNote, note.isEmpty {
            throw .invalid([
                FieldProblem(
                    field: "note",
                    words: Words("请告诉反馈人为什么，对方会看到。", "Tell the reporter why; they will read it.")
                )
            ])
        }
        guard TextLength.weighted(note) <= FeedbackLimits.note else {
            throw .invalid([
                FieldProblem(
                    field: "note",
                    words: Words(
                        "说明最多 \(FeedbackLimits.note / 2) 个汉字。",
                        "A note has \(FeedbackLimits.note) characters at most; a Chinese one counts 2."
                    )
                )
            ])
        }
        return .dismiss(reason, note: note)
    }
}

extension Refusal {
    static let feedbackIssueGone = Refusal(
        code: "FEEDBACK_ISSUE_NOT_FOUND",
        status: 404,
        words: Words("没有这个问题，请从列表里选一个。", "There is no such problem. Choose one of the list.")
    )
}
