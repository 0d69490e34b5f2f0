import Domain

/// What stands at one field of a refused form.
struct FieldNote: Sendable {
    let isWrong: Bool
    let words: String

    static let none = FieldNote(isWrong: false, words: "")
}

extension Refusal? {
    /// The problem of one field, for the page that shows the form again.
    func note(_ field: String, _ language: Language) -> FieldNote {
        guard let problem = self?.fields.first(where: { $0.field == field }) else { return .none }
        return FieldNote(isWrong: true, words: problem.words[language])
    }

    /// The refusal itself, where it is about no field.
    func general(_ language: Language) -> FieldNote {
        guard let self, self.fields.isEmpty else { return .none }
        return FieldNote(isWrong: true, words: self.words[language])
    }
}
