import Domain

/// What a page showed of the base information when it was opened, sent along with its form: so that what somebody else
/// changed meanwhile is not overwritten unseen.
package struct ShownInformation: Sendable {
    private let texts: [InformationField: String]

    init(_ form: FormFields, section: InformationSection) {
        var texts: [InformationField: String] = [:]
        for field in section.fields { texts[field] = form[field.shownName].map(PlainText.lines) }
        self.texts = texts
    }

    /// Refuses `edit` where it changes a field that is not any more as it was shown, unless to the same.
    func check(_ edit: InformationEdit, against current: BaseInformation) throws(Refusal) {
        let problems = InformationField.allCases.compactMap { field -> FieldProblem? in
            let now = InformationEdit().text(of: field, else: current)
            guard let then = texts[field], then != PlainText.lines(now), edit.text(of: field, else: current) != now
            else { return nil }
            return FieldProblem(field: field.rawValue, words: Self.words(field, now))
        }
        guard let first = problems.first else { return }
        throw Refusal(code: "CHANGED_MEANWHILE", status: 409, words: first.words, fields: problems)
    }

    /// Says what it is now where that is short enough to read in a sentence, and no list of codes.
    private static func words(_ field: InformationField, _ now: String) -> Words {
        let isCoded = [.categories, .regionType, .provinces].contains(field)
        let isTold = !isCoded && !now.isEmpty && now.count <= 60 && !now.contains(where: \.isNewline)
        return Words(
            "你打开这一页之后，别人修改了这一项\(isTold ? "，现在是“\(now)”" : "")。再保存一次，就以你填的为准。",
            "Somebody changed this after you opened the page\(isTold ? "; it is “\(now)” now" : ""). Save again to keep yours."
        )
    }
}
