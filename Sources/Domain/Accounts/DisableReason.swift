/// Why somebody was shut out. The word goes into the journal; what was written about it does not.
package enum DisableReason: String, CaseIterable, Sendable, Codable {
    case left, compromised, breach, unused, other

    package var words: Words {
        switch self {
        case .left: Words("离开团队", "Left the team")
        case .compromised: Words("账号可能被盗用", "The account may be in wrong hands")
        case .breach: Words("违反使用规定", "Broke the rules")
        case .unused: Words("长期不用", "Not used for long")
        case .other: Words("其他", "Another reason")
        }
    }

    /// How much may be written about it, by the platform's count.
    package static let noteLength = 400

    /// The note as kept. Another reason has to be written down.
    ///
    /// - Throws: the refusal that stands at the field `note`.
    package func checked(note: String) throws(Refusal) -> String {
        let note = PlainText.lines(note)
        if self == .other, note.isEmpty {
            throw Self.invalid(Words("请写明原因，本人登录时会看到。", "Say why. They read it when they try to sign in."))
        }
        guard TextLength.weighted(note) <= Self.noteLength else {
            let most = Self.noteLength
            throw Self.invalid(
                Words("最多 \(most) 个字符，一个汉字算 2 个。", "At most \(most) characters; a Chinese one counts 2.")
            )
        }
        return note
    }

    private static func invalid(_ words: Words) -> Refusal { .invalid([FieldProblem(field: "note", words: words)]) }
}
