/// Guesses whether `name: "value"` or `name = 'value'` gives away a secret: the name says so, and the value looks drawn at
/// random. Errs towards silence: a warning that is mostly wrong is not read.
enum SecretAssignment {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The name before the `:` or `=` at `at`, when its value looks like a secret.
    static func name(_ bytes: Bytes, _ at: Int) -> String? {
        var start = at + 1
        while start < bytes.count, bytes[start] == 0x20, start - at < 4 { start += 1 }
        guard start < bytes.count, "\"'`".utf8.contains(bytes[start]) else { return nil }
        let quote = bytes[start]
        let length = SecretShapes.run(bytes, start + 1, of: isTokenByte, upTo: 257)
        let end = start + 1 + length
        guard (8...256).contains(length), end < bytes.count, bytes[end] == quote else { return nil }
        let name = nameBefore(bytes, at)
        guard let kind = kind(of: name) else { return nil }
        guard looksRandom(bytes[start + 1..<end], for: kind) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// The identifier, quoted or not, that ends before `at`; empty when there is none or it is endless.
    private static func nameBefore(_ bytes: Bytes, _ at: Int) -> [UInt8] {
        var end = at
        while end > 0, at - end < 4, bytes[end - 1] == 0x20 || "\"'`]".utf8.contains(bytes[end - 1]) { end -= 1 }
        var start = end
        while start > 0, end - start <= 40, SecretShapes.isWord(bytes[start - 1]) || bytes[start - 1] == 0x2d {
            start -= 1
        }
        return end - start > 40 ? [] : Array(bytes[start..<end])
    }

    private enum Kind { case password, token }

    private static func kind(of name: [UInt8]) -> Kind? {
        guard name.count >= 3 else { return nil }
        let plain = String(decoding: name.lazy.filter { $0 != 0x5f && $0 != 0x2d }.map { $0 | 0x20 }, as: UTF8.self)
        // Tokens that only turn a page or name a request.
        if ["nexttoken", "pagetoken", "continuationtoken", "requesttoken"].contains(where: plain.hasSuffix) {
            return nil
        }
        if ["password", "passwd", "pwd"].contains(where: plain.hasSuffix) { return .password }
        let endings = [
            "secret", "secretkey", "secretid", "token", "apikey", "accesskey", "accesskeyid", "accesskeysecret",
            "privatekey", "appkey", "signkey", "aeskey", "encryptkey",
        ]
        return endings.contains(where: plain.hasSuffix) ? .token : nil
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && !"\"'`\\<>{}()$ ".utf8.contains(byte)
    }

    /// Mixed letters and digits without readable words: an address, a path or `user_token_key_2` is none.
    private static func looksRandom(_ value: some Collection<UInt8>, for kind: Kind) -> Bool {
        guard value.count >= (kind == .password ? 8 : 16) else { return false }
        let digits = value.count(where: SecretShapes.isDigit)
        let letters = value.count(where: SecretShapes.isLetter)
        guard digits >= 2, letters >= 2 else { return false }
        let text = String(decoding: value, as: UTF8.self)
        if text.hasPrefix("/") || text.hasPrefix(".") || text.contains("://") || text.contains("@/") { return false }
        // Words joined by - _ . : some part has to mix letters and digits, and be more than `v2`.
        let parts = text.utf8.split { !SecretShapes.isLetter($0) && !SecretShapes.isDigit($0) }
        let mixes = parts.contains { part in
            part.count >= 6 && part.contains(where: SecretShapes.isDigit) && part.contains(where: SecretShapes.isLetter)
                && !isWordAndNumber(part, upTo: kind == .password ? 2 : 4)
        }
        return mixes && entropyIsHigh(value)
    }

    /// `password1`, `Token2024`: a word and a short number behind it. People do choose passwords of that shape, hence fewer
    /// digits there.
    private static func isWordAndNumber(_ part: some Collection<UInt8>, upTo most: Int) -> Bool {
        let number = part.reversed().prefix(while: SecretShapes.isDigit).count
        return number < part.count && number <= most
            && part.prefix(part.count - number).allSatisfy(SecretShapes.isLetter)
    }

    /// Whether the bytes differ enough: at least five different ones in eight, ten in a long value.
    private static func entropyIsHigh(_ value: some Collection<UInt8>) -> Bool {
        Set(value).count >= min(10, value.count * 5 / 8)
    }
}
