package import Domain
import Storage

/// Keeps a sentence for rejections that come again, or changes one that is kept. All reviewers share them.
package struct SaveReplyTemplate: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// More would not be found again in a list.
    package static let most = 100

    /// - Parameters:
    ///   - id: the one to change; nil keeps a new one.
    ///   - type: the raw value of a `RejectionType`, as typed.
    ///   - memo: as typed; the limits are those of a reason.
    package func callAsFunction(
        _ id: ID<ReplyTemplate>? = nil,
        type: String,
        memo typed: String,
        by caller: Caller
    ) async throws {
        try caller.require(.reviewTemplates)
        guard let person = caller.person else { throw Refusal.signInRequired }
        let memo = PlainText.lines(typed)
        var problems: [FieldProblem] = []
        let type = RejectionType(rawValue: type)
        if type == nil { problems.append(FieldProblem(field: "type", words: Words("请选择类型。", "Choose a type."))) }
        if memo.isEmpty {
            problems.append(FieldProblem(field: "memo", words: Words("请填写要插入的话。", "Write what shall be inserted.")))
        } else if TextLength.weighted(memo) > RejectionReason.longestMemo {
            let words = Words(
                "最多 \(RejectionReason.longestMemo)（一个汉字算 2）。",
                "At most \(RejectionReason.longestMemo) (a Chinese character counts 2)."
            )
            problems.append(FieldProblem(field: "memo", words: words))
        }
        guard let type, problems.isEmpty else { throw Refusal.invalid(problems) }
        let fresh: ID<ReplyTemplate> = platform.world.newID()
        try await platform.change(by: person) { change in
            let writes = ReplyTemplateWrites(db: change.db)
            if let id {
                guard try writes.change(id, type, memo, by: person, at: change.now) else { throw Refusal.templateGone }
            } else {
                guard try ReplyTemplateQueries(change.db).count() < Self.most else { throw Refusal.templatesFull }
                try writes.add(fresh, type, memo, by: person, at: change.now)
            }
            try change.record(.reviewTemplateSaved(template: id ?? fresh))
        }
    }
}

extension Refusal {
    static let templateGone = conflict(
        "REPLY_TEMPLATE_NOT_EXIST",
        Words("这个模板已被别人删除，可以新建一个。", "Somebody removed this template. Add a new one instead.")
    )

    static let templatesFull = conflict(
        "REPLY_TEMPLATES_FULL",
        Words(
            "回复模板最多 \(SaveReplyTemplate.most) 个，请先删除不用的。",
            "There are \(SaveReplyTemplate.most) templates already. Remove one that is not used."
        )
    )
}
