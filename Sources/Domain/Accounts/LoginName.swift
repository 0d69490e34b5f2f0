/// The name that somebody signs in with: 3 to 64 ASCII letters, digits and `. _ - @`, so that no two look alike.
package struct LoginName: Hashable, Sendable {
    /// As its owner writes it.
    package let text: String

    /// Throws the refusal that stands at the field `login`.
    package init(_ text: String) throws(Refusal) {
        let text = PlainText.line(text)
        guard (3...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else {
            throw .invalid([FieldProblem(field: "login", words: Self.rule)])
        }
        self.text = text
    }

    /// One that somebody is to get. People who have another from before keep it.
    ///
    /// Throws the refusal that stands at the field `login`.
    package init(new text: String) throws(Refusal) {
        try self.init(text)
        func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
        guard let first = self.text.utf8.first, isLetter(first) || (48...57).contains(first),
            self.text.utf8.contains(where: isLetter)
        else { throw .invalid([FieldProblem(field: "login", words: Self.newRule)]) }
    }

    /// What logins are compared by: capitals make no difference.
    package var key: String { Self.key(of: text) }

    /// The key of whatever was typed at sign-in, valid or not.
    package static func key(of typed: String) -> String {
        let bytes = PlainText.line(typed).utf8.prefix(64).map { (65...90).contains($0) ? $0 + 32 : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let rule = Words(
        "登录名用 3 到 64 个字母、数字或 . _ - @，不能有空格和汉字。",
        "A login has 3 to 64 letters, digits or . _ - @, and no spaces."
    )

    private static let newRule = Words(
        "登录名要以字母或数字开头，至少有一个字母。",
        "A login begins with a letter or a digit and has one letter at least."
    )

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "@"):
            true
        default: false
        }
    }
}

/// What a person is called on pages: 2 to 40 by the platform's count, so one Chinese character is enough.
package enum PersonName {
    package static let lengths = 2...40

    /// The name as kept. Throws the refusal that stands at the field `name`.
    package static func checked(_ text: String) throws(Refusal) -> String {
        let name = PlainText.line(text)
        guard lengths.contains(TextLength.weighted(name)) else {
            throw .invalid([
                FieldProblem(
                    field: "name",
                    words: Words("称呼要 2 到 40 个字符，一个汉字算 2 个。", "A name has 2 to 40 characters; a Chinese one counts 2.")
                )
            ])
        }
        return name
    }
}
