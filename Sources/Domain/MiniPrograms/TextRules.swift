/// The names and texts of the base information: lengths in the platform's count, where a Chinese character counts 2.
package enum TextRules {
    package static let nameLength = 3...40
    package static let sloganLength = 10...32
    package static let descriptionLength = 20...400

    package static func name(_ typed: String) -> Checked<String> {
        let text = PlainText.line(typed)
        if text.isEmpty { return .bad(Words("请填写名称。", "Please give a name.")) }
        return length(of: text, nameLength, InformationField.name.label)
    }

    package static func englishName(_ typed: String) -> Checked<String> {
        let text = PlainText.line(typed)
        if text.isEmpty { return .good("") }
        guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            return .bad(
                Words("英文名称只能用英文字母、数字和英文标点。", "The English name takes Latin letters, digits and punctuation only.")
            )
        }
        return length(of: text, nameLength, InformationField.englishName.label)
    }

    package static func slogan(_ typed: String) -> Checked<String> {
        let text = PlainText.line(typed)
        return text.isEmpty ? .good("") : length(of: text, sloganLength, InformationField.slogan.label)
    }

    package static func description(_ typed: String) -> Checked<String> {
        let text = PlainText.lines(typed)
        return text.isEmpty ? .good("") : length(of: text, descriptionLength, InformationField.description.label)
    }

    /// What is wrong with the length of a text, saying the rule and what there is now.
    private static func length(of text: String, _ range: ClosedRange<Int>, _ label: Words) -> Checked<String> {
        let now = TextLength.weighted(text)
        if now < range.lowerBound {
            return .bad(
                Words(
                    "\(label.zh)太短：现在 \(now)，至少 \(range.lowerBound)（一个汉字算 2）。",
                    "\(label.en) too short: \(now) now, at least \(range.lowerBound) (a Chinese character counts 2)."
                )
            )
        }
        if now > range.upperBound {
            return .bad(
                Words(
                    "\(label.zh)太长：现在 \(now)，最多 \(range.upperBound)（一个汉字算 2）。",
                    "\(label.en) too long: \(now) now, at most \(range.upperBound) (a Chinese character counts 2)."
                )
            )
        }
        return .good(text)
    }
}
