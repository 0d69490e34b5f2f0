import Domain

/// Choosing two versions, and what differs between them.
struct ComparePage: Sendable {
    let action: String
    let from: String
    let to: String
    let fromChoices: [Choice]
    let toChoices: [Choice]
    /// More versions than a list offers: numbers are typed, the list only helps.
    let isTyped: Bool
    let numbers: [String]
    let fromNote: FieldNote
    let toNote: FieldNote
    let hasProblem: Bool
    let swapPath: String
    let canSwap: Bool
    let difference: DifferencePage?
    /// There is nothing to compare with.
    let isAlone: Bool
    let versionsPath: String

    struct Choice: Sendable {
        let number: String
        let isChosen: Bool
    }

    init(
        _ writer: VersionWriter,
        offered: [VersionNumber],
        from: String,
        to: String,
        isFromKnown: Bool,
        isToKnown: Bool,
        _ comparison: ComparePackages.Comparison?,
        isWhole: Bool
    ) {
        let app = writer.app.id
        action = Paths.compare(app)
        (self.from, self.to) = (from, to)
        isTyped = offered.count > CompareRoutes.mostOffered
        numbers = offered.prefix(CompareRoutes.mostOffered).map(\.description)
        fromChoices = numbers.map { Choice(number: $0, isChosen: $0 == from) }
        toChoices = numbers.map { Choice(number: $0, isChosen: $0 == to) }
        let unknown = Words("没有这个版本，请选择或输入已有的版本号。", "There is no such version. Choose one that exists.")
        func note(_ isKnown: Bool) -> FieldNote {
            FieldNote(isWrong: !isKnown, words: isKnown ? "" : unknown[writer.language])
        }
        (fromNote, toNote) = (note(isFromKnown), note(isToKnown))
        hasProblem = !isFromKnown || !isToKnown
        canSwap = comparison.map { $0.from != $0.to } ?? false
        swapPath = comparison.map { Paths.compare(app, from: $0.to, to: $0.from) } ?? ""
        difference = comparison.map { comparison in
            DifferencePage(
                comparison,
                writer,
                most: isWhole ? .max : DifferencePage.shown,
                wholePath: Paths.compare(app, from: comparison.from, to: comparison.to, isWhole: true)
            )
        }
        isAlone = comparison == nil && !hasProblem
        versionsPath = Paths.versions(app)
    }
}
