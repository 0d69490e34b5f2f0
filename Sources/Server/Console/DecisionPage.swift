import Domain

/// The forms by which a reviewer decides; with what was typed when one was refused.
struct DecisionPage: Sendable {
    let action: String
    let picturesPath: String
    let show: String
    /// What happens by itself once it passes.
    let afterwards: String
    let problem: String
    let hasProblem: Bool
    let reject: Sheet
    let base: Sheet
    let isApproveOpen: Bool
    /// Where an open sheet is closed without a script.
    let close: String

    /// A sheet with reasons.
    struct Sheet: Sendable {
        let decision: String
        let isReject: Bool
        let isOpen: Bool
        let reasons: [Reason]
        let canAdd: Bool
        let problem: String
        let hasProblem: Bool
    }

    struct Reason: Sendable {
        /// `reject-0`: begins the ids of its fields.
        let id: String
        let index: String
        let ordinal: String
        let types: [Choice]
        let memo: String
        let memoMax: String
        let pictures: [Kept]
        let hasPictures: Bool
        let canAddPictures: Bool
        let templates: [Template]
        let hasTemplates: Bool
        let typeNote: FieldNote
        let memoNote: FieldNote
        let picturesNote: FieldNote
        let canDrop: Bool
    }

    struct Choice: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    struct Kept: Sendable {
        let id: String
        let path: String
        /// The value of the button that takes it out.
        let remove: String
    }

    struct Template: Sendable {
        let value: String
        let type: String
        let typeName: String
        let memo: String
    }

    /// - Parameters:
    ///   - form: what was typed; nil on a fresh page.
    ///   - pictures: the content hashes of the pictures that the form names.
    init(
        _ found: ReviewCaseQueries.Case,
        path: String,
        closePath: String,
        filter: ReviewQueueFilter,
        form: DecisionForm?,
        refusal: Refusal?,
        templates: [ReplyTemplateRow],
        pictures: [ID<Picture>: String],
        _ language: Language
    ) {
        (action, picturesPath) = (path + "/decide", path + "/pictures")
        show = filter.rawValue
        let after: Words =
            if found.replacesGray {
                Words("通过后，提交人可以用它替换正在灰度的版本。", "Once passed, its members can let it take over the gray release.")
            } else if let share = found.grayShare {
                Words(
                    "通过后会自动开始灰度，\(share)% 的用户可用。",
                    "Once passed, a gray release begins by itself, for \(share)% of the users."
                )
            } else {
                Words("通过后由成员决定何时灰度和上架。", "Once passed, its members decide when to release it.")
            }
        afterwards = after[language]
        let isAboutFields = refusal?.fields.contains { $0.field.hasPrefix("reasons.") } ?? false
        problem = isAboutFields ? "" : refusal?.words[language] ?? ""
        hasProblem = !problem.isEmpty
        let said = (problem, hasProblem)
        func sheet(_ decision: ReviewDecision) -> Sheet {
            let isOpen = form?.decision == decision
            let typed = isOpen ? form ?? .fresh : .fresh
            let reasons = typed.reasons.isEmpty ? DecisionForm.fresh.reasons : typed.reasons
            return Sheet(
                decision: decision.rawValue,
                isReject: decision == .reject,
                isOpen: isOpen,
                reasons: reasons.enumerated().map { index, reason in
                    Self.reason(
                        reason,
                        at: index,
                        of: reasons.count,
                        decision,
                        isOpen ? refusal : nil,
                        templates,
                        pictures,
                        language
                    )
                },
                canAdd: reasons.count < RejectionReason.most,
                problem: isOpen ? said.0 : "",
                hasProblem: isOpen && said.1
            )
        }
        reject = sheet(.reject)
        base = sheet(.approveBase)
        isApproveOpen = form?.decision == .approve
        close = form == nil ? "#main" : closePath
    }

    private static func reason(
        _ reason: DecisionForm.Reason,
        at index: Int,
        of count: Int,
        _ decision: ReviewDecision,
        _ refusal: Refusal?,
        _ templates: [ReplyTemplateRow],
        _ pictures: [ID<Picture>: String],
        _ language: Language
    ) -> Reason {
        let kept = reason.kept.compactMap { id in
            pictures[id].map {
                Kept(id: id.rawValue, path: Paths.picture($0), remove: "remove.\(index).\(id)")
            }
        }
        return Reason(
            id: "\(decision.rawValue)-\(index)",
            index: "\(index)",
            ordinal: "\(index + 1)",
            types: RejectionType.allCases.map {
                Choice(value: $0.rawValue, name: $0.words[language], isChosen: $0.rawValue == reason.type)
            },
            memo: reason.memo,
            memoMax: "\(RejectionReason.longestMemo)",
            pictures: kept,
            hasPictures: !kept.isEmpty,
            canAddPictures: kept.count < RejectionReason.mostPictures,
            templates: templates.map { row in
                Template(
                    value: "insert.\(index).\(row.id)",
                    type: row.type.rawValue,
                    typeName: row.type.words[language],
                    memo: row.memo
                )
            },
            hasTemplates: !templates.isEmpty,
            typeNote: refusal.note("reasons.\(index).type", language),
            memoNote: refusal.note("reasons.\(index).memo", language),
            picturesNote: refusal.note("reasons.\(index).pictures", language),
            canDrop: count > 1
        )
    }
}
