/// The numbers that feedback is held to. Characters are counted as everywhere: a Chinese one counts 2.
package enum FeedbackLimits {
    package static let text = 4...1_000
    package static let note = 300
    package static let reply = 1_000
    package static let pictures = 4
    /// Devices, systems, base libraries.
    package static let word = 64
    package static let page = 128
    /// Reports that are assessed in one step by hand; the whole of a group is one step of its own.
    package static let chosen = 100

    /// What somebody wrote, as kept: several lines.
    package static func text(_ typed: String, field: String = "text") throws(FeedbackProblem) -> String {
        let text = PlainText.lines(typed)
        let length = TextLength.weighted(text)
        if length < self.text.lowerBound {
            throw FeedbackProblem(
                field,
                Words("请写下发生了什么，至少 2 个字。", "Please say what happened, in 4 characters at least.")
            )
        }
        if length > self.text.upperBound {
            throw FeedbackProblem(
                field,
                Words(
                    "最多 \(self.text.upperBound / 2) 个汉字，现在多了 \((length - self.text.upperBound + 1) / 2) 个。",
                    "At most \(self.text.upperBound) characters; there are \(length)."
                )
            )
        }
        return text
    }

    /// A page of the mini program: one line, without query, which may hold what is nobody's business. Nil where none is named.
    package static func page(_ typed: String?) -> String? {
        guard let typed else { return nil }
        let path = String(typed.prefix { $0 != "?" && $0 != "#" })
        return EventText.line(path, most: page)
    }

    package static func word(_ typed: String?) -> String? { typed.flatMap { EventText.line($0, most: word) } }
}

/// What is wrong with one field.
package struct FeedbackProblem: Error, Sendable {
    package let problem: FieldProblem

    init(_ field: String, _ words: Words) { problem = FieldProblem(field: field, words: words) }

    package var refusal: Refusal { .invalid([problem]) }
}
