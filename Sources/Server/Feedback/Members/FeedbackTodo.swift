import Domain

/// What users reported and nobody has resolved, on the home page: the one whose time runs out first.
enum FeedbackTodo {
    static func all(
        _ open: (count: Int, first: FeedbackIssueRow?),
        of app: AuthorisedApp,
        _ time: PageTime,
        _ language: Language
    ) -> [HomePage.Todo] {
        guard let first = open.first, app.allows(.feedbackHandle) else { return [] }
        let face = FeedbackFace(first, time, language)
        let more =
            open.count > 1
            ? [Words("共 \(open.count) 个问题", "\(open.count) problems")[language]] : []
        let title = first.text.split(separator: "\n").first.map(String.init) ?? first.kind.words[language]
        return [
            HomePage.Todo(
                title: title.count > 24 ? "\(title.prefix(23))…" : title,
                detail: ([FeedbackListPage.users(first, language), face.clock] + more).joined(separator: " · "),
                path: open.count > 1 ? Paths.feedback(app.id) : Paths.feedbackIssue(first.id, of: app.id),
                icon: "flag",
                kind: face.clockKind == "bad" ? "bad" : "warn"
            )
        ]
    }
}
