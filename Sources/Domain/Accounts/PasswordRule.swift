/// What a password must be. Length is what counts; nothing is asked of its characters.
package enum PasswordRule {
    package static let lengths = 8...200

    /// Throws the refusal that stands at `field`.
    package static func check(_ password: String, login: String, field: String = "password") throws(Refusal) {
        func refusal(_ words: Words) -> Refusal { .invalid([FieldProblem(field: field, words: words)]) }
        let length = password.unicodeScalars.count
        if length < lengths.lowerBound {
            throw refusal(
                Words("密码至少 8 个字符，一句话就很好记。", "A password has at least 8 characters. A sentence is easy to remember.")
            )
        }
        if length > lengths.upperBound {
            throw refusal(Words("密码最多 200 个字符。", "A password has at most 200 characters."))
        }
        let folded = password.lowercased()
        if folded == login.lowercased() {
            throw refusal(Words("密码不能和登录名一样。", "The password must not be the login."))
        }
        if common.contains(folded) || isOneCharacter(folded) || isRun(folded) {
            throw refusal(
                Words("这个密码太常见，很容易被猜到，请换一个。", "Many people use this password, so it is easily guessed. Choose another.")
            )
        }
    }

    private static func isOneCharacter(_ text: String) -> Bool { Set(text.unicodeScalars).count == 1 }

    /// `12345678`, `abcdefgh` and the same backwards.
    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
        return steps == [1] || steps == [-1]
    }

    /// The commonest passwords of eight characters and more, in lower case.
    private static let common: Set<String> = [
        "1234567890", "0123456789", "0987654321", "9876543210", "12345678910", "123456789a", "a123456789", "1q2w3e4r",
        "1q2w3e4r5t", "1qaz2wsx", "1qaz2wsx3edc", "12341234", "11112222", "11223344", "112233445566", "123123123",
        "123321123", "147258369", "1478963250", "5201314520", "password", "password1", "password12", "password123",
        "password1234", "passw0rd", "p@ssw0rd", "p@ssword", "pass1234", "admin123", "admin1234", "administrator",
        "qwertyui", "qwertyuiop", "qwerty123", "qwerty1234", "asdfghjk", "asdfghjkl", "zxcvbnm1", "zxcvbnm123",
        "iloveyou", "iloveyou1", "woaini520", "woaini1314", "woaini123", "sunshine", "princess", "football", "baseball",
        "superman", "starwars", "trustno1", "welcome1", "welcome123", "letmein1", "changeme", "changeme123", "computer",
        "internet", "whatever", "dragon123", "monkey123", "michelle", "jennifer", "abcd1234", "abc12345", "abc123456",
        "a1234567", "a12345678", "aa123456", "aa12345678", "q1w2e3r4", "zaq12wsx", "asdf1234", "qwer1234", "test1234",
        "guest123", "root1234", "default1", "steward1", "steward123", "zhifubao", "alipay123", "88888888a", "wo123456",
    ]
}
