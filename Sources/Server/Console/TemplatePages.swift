import Domain

/// The list of reply templates by type, with the form for another.
struct TemplatesPage: Sendable {
    let groups: [Group]
    let isEmpty: Bool
    let count: String
    let form: TemplateForm
    /// The form is open: it was refused, or there is nothing yet.
    let isOpen: Bool

    struct Group: Sendable {
        let type: String
        let rows: [Row]
    }

    struct Row: Sendable {
        let path: String
        let memo: String
        let saved: String
    }

    init(_ templates: [ReplyTemplateRow], _ form: TemplateForm, _ writer: ConsoleWriter) {
        groups = RejectionType.allCases.compactMap { type in
            let rows = templates.filter { $0.type == type }
            guard !rows.isEmpty else { return nil }
            return Group(
                type: type.words[writer.language],
                rows: rows.map { row in
                    Row(
                        path: Paths.replyTemplate(row.id),
                        memo: row.memo,
                        saved: "\(row.savedBy) · \(writer.time.short(row.savedAt, writer.language))"
                    )
                }
            )
        }
        isEmpty = templates.isEmpty
        count = "\(templates.count)"
        self.form = form
        isOpen = form.isRefused || templates.isEmpty
    }
}

/// One template in a form.
struct TemplateForm: Sendable {
    let action: String
    let removePath: String
    let types: [DecisionPage.Choice]
    let memo: String
    let memoMax: String
    let typeNote: FieldNote
    let memoNote: FieldNote
    let general: FieldNote
    let isRefused: Bool

    init(action: String, type: String, memo: String, _ refusal: Refusal?, _ language: Language) {
        self.action = action
        removePath = action + "/remove"
        types = RejectionType.allCases.map {
            DecisionPage.Choice(value: $0.rawValue, name: $0.words[language], isChosen: $0.rawValue == type)
        }
        self.memo = memo
        memoMax = "\(RejectionReason.longestMemo)"
        typeNote = refusal.note("type", language)
        memoNote = refusal.note("memo", language)
        general = refusal.general(language)
        isRefused = refusal != nil
    }
}
