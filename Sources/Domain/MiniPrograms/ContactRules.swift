/// How users reach the people behind a mini program.
package enum ContactRules {
    package static let phoneLength = 5...30
    private static let longestEmail = 254

    /// 5 to 30 digits and `-`, with a digit at both ends; empty clears the field.
    package static func phone(_ typed: String) -> Checked<String> {
        let text = PlainText.line(typed)
        if text.isEmpty { return .good("") }
        let bytes = Array(text.utf8)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "-") }) else {
            return .bad(
                Words(
                    "客服电话只能用数字和“-”，如 0571-88886666。",
                    "The service phone takes digits and “-” only, as 0571-88886666."
                )
            )
        }
        guard phoneLength.contains(bytes.count) else {
            let now = bytes.count
            return .bad(
                now < phoneLength.lowerBound
                    ? Words(
                        "客服电话太短：现在 \(now) 位，至少 \(phoneLength.lowerBound) 位。",
                        "Service phone too short: \(now) characters now, at least \(phoneLength.lowerBound)."
                    )
                    : Words(
                        "客服电话太长：现在 \(now) 位，最多 \(phoneLength.upperBound) 位。",
                        "Service phone too long: \(now) characters now, at most \(phoneLength.upperBound)."
                    )
            )
        }
        guard isDigit(bytes[0]), isDigit(bytes[bytes.count - 1]) else {
            return .bad(Words("客服电话的开头和结尾要是数字。", "The service phone begins and ends with a digit."))
        }
        return .good(text)
    }

    /// One address; empty clears the field. Whether anybody reads it cannot be known here.
    package static func email(_ typed: String) -> Checked<String> {
        let text = PlainText.line(typed)
        if text.isEmpty { return .good("") }
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let wrong = Checked<String>.bad(
            Words("邮箱地址不完整，应如 service@example.com。", "This is no e-mail address. It looks like service@example.com.")
        )
        guard parts.count == 2, (1...64).contains(parts[0].count), isLocalPart(parts[0]),
            HostName.check(String(decoding: parts[1], as: UTF8.self)) != nil
        else { return wrong }
        guard text.utf8.count <= longestEmail else {
            return .bad(
                Words(
                    "邮箱地址太长：现在 \(text.utf8.count) 个字符，最多 \(longestEmail) 个。",
                    "E-mail address too long: \(text.utf8.count) characters now, at most \(longestEmail)."
                )
            )
        }
        return .good(text)
    }

    /// Letters, digits and the marks of a plain local part, without dots at the ends or in a row.
    private static func isLocalPart(_ bytes: Substring.UTF8View.SubSequence) -> Bool {
        let marks = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
        let dot = UInt8(ascii: ".")
        guard bytes.first != dot, bytes.last != dot else { return false }
        var previous: UInt8 = 0
        for byte in bytes {
            let isLetter = (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
            guard isLetter || (0x30...0x39).contains(byte) || marks.contains(byte) else { return false }
            if byte == dot, previous == dot { return false }
            previous = byte
        }
        return true
    }
}
