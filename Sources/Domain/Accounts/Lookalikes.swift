/// What a name or a login is read as, whatever stands between its letters and whichever signs look like them.
enum Lookalikes {
    /// Letters and digits only, small, full-width ones as usual ones; digits and foreign letters as the Latin letters that they
    /// look like. Two texts that can be taken for each other have the same one.
    static func read(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let usual = halfWidth(scalar)
            guard usual.properties.isAlphabetic || ("0"..."9").contains(usual) || usual == "@" || usual == "$" else {
                continue
            }
            for small in usual.properties.lowercaseMapping.unicodeScalars {
                guard small.properties.isAlphabetic || !small.properties.isDiacritic else { continue }
                kept.append(likes[small] ?? small)
            }
        }
        return String(kept).replacing("rn", with: "m").replacing("vv", with: "w")
    }

    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
    }

    /// `l`, `1` and `i` are one, as in most typefaces.
    private static let likes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "o", "1": "i", "l": "i", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
        "@": "a", "$": "s", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s",
        "ԁ": "d", "м": "m", "т": "t", "к": "k", "н": "h", "α": "a", "ο": "o", "ι": "i", "ν": "v",
    ]
}

/// Names that would be believed to speak for the platform. Nobody gives themselves one who has no duty in it.
enum PlatformNames {
    /// Wherever they stand in a name.
    private static let chinese = [
        "系统管理", "平台管理", "平台人员", "平台官方", "管理员", "官方", "客服", "开发者助手", "审核员", "客户服务", "技术支持",
    ]
    /// As a word of a name, or as all of it.
    private static let words = read([
        "steward", "admin", "administrator", "sysadmin", "support", "helpdesk", "official", "moderator", "kefu",
        "guanfang",
        "guanliyuan", "customerservice", "systemoperator", "platformstaff", "platformteam",
    ])
    /// What stands beside them without making a name of somebody.
    private static let others = read([
        "the", "system", "platform", "team", "staff", "service", "customer", "security", "help", "desk", "operator",
        "account",
        "developer", "assistant", "root",
    ])

    static func include(_ name: String) -> Bool {
        let whole = Lookalikes.read(name)
        // 上官 is a family name: 上官方明 is somebody.
        let given = whole.hasPrefix("上官") ? String(whole.dropFirst(2)) : whole
        if chinese.contains(where: given.contains) { return true }
        let parts = name.split { !$0.isLetter && !$0.isNumber }.map { Lookalikes.read(String($0)) }
        return parts.contains(where: words.contains) || isMadeOf(Substring(whole), isPretending: false)
    }

    /// Whether a text is nothing but these words in a row, one of them at least of those that pretend.
    private static func isMadeOf(_ text: Substring, isPretending: Bool) -> Bool {
        if text.isEmpty { return isPretending }
        return words.contains { text.hasPrefix($0) && isMadeOf(text.dropFirst($0.count), isPretending: true) }
            || others.contains { text.hasPrefix($0) && isMadeOf(text.dropFirst($0.count), isPretending: isPretending) }
    }

    private static func read(_ words: [String]) -> Set<String> { Set(words.map(Lookalikes.read)) }
}
