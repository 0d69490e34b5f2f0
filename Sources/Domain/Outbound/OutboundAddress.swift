/// Where an outbound call goes: an `http` or `https` address, read so strictly that no two readers can take it differently.
package struct OutboundAddress: Hashable, Sendable, CustomStringConvertible {
    package enum Scheme: String, Sendable { case http, https }

    /// What is wrong with an address.
    package enum Problem: Error, Hashable, Sendable {
        case tooLong, characters, scheme, credentials, host, port

        package var words: Words {
            switch self {
            case .tooLong: Words("地址最长 \(longest) 个字符。", "An address has \(longest) characters at most.")
            case .characters:
                Words("地址里有不能用的字符，请用百分号编码。", "The address holds characters that must be percent-encoded.")
            case .scheme: Words("地址以 https:// 或 http:// 开头。", "An address begins with https:// or http://.")
            case .credentials:
                Words("地址里不能带用户名和密码。", "An address may not hold a user name or a password.")
            case .host:
                Words("地址里的主机名不对；中文域名请写成 xn-- 的形式。", "The host's name is not valid. Write other scripts as xn--.")
            case .port: Words("端口是 1 到 65535。", "A port is a number from 1 to 65535.")
            }
        }
    }

    package static let longest = 2000

    package let scheme: Scheme
    /// Lower case, without a dot at its end; an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// Path and query, beginning with a slash.
    package let target: String

    /// A fragment is left out: it is never sent.
    package init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        let word = text.prefix { $0 != ":" }
        guard let scheme = Scheme(rawValue: word.lowercased()), text.dropFirst(word.count).hasPrefix("://") else {
            throw .scheme
        }
        let rest = text.dropFirst(word.count + 3).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .credentials }
        guard !authority.contains("\\") else { throw .host }
        (host, port) = try Self.place(String(authority), scheme)
        let target = String(rest.dropFirst(authority.count))
        guard Self.isEncoded(target) else { throw .characters }
        self.scheme = scheme
        self.target = target.hasPrefix("/") ? target : "/" + target
    }

    /// Where a `Location` leads from here; nil when it is no address.
    package func following(_ location: String) -> OutboundAddress? {
        let text: String
        if location.contains("://"), location.first != "/", location.first != "?" {
            text = location
        } else if location.hasPrefix("//") {
            text = "\(scheme.rawValue):\(location)"
        } else if location.hasPrefix("/") {
            text = origin + location
        } else {
            let path = target.prefix { $0 != "?" }
            let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
            text = origin + (location.hasPrefix("?") ? String(path) : String(folder)) + location
        }
        return try? OutboundAddress(text)
    }

    /// The address with one more field in its query; name and value are encoded already.
    package func adding(_ name: String, _ value: String) throws(Problem) -> OutboundAddress {
        try OutboundAddress("\(self)\(target.contains("?") ? "&" : "?")\(name)=\(value)")
    }

    /// Scheme, host and port, the port only where it is not the scheme's own.
    package var origin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)\(port == scheme.port ? "" : ":\(port)")"
    }

    package var description: String { origin + target }

    private static func place(_ text: String, _ scheme: Scheme) throws(Problem) -> (String, Int) {
        var (name, rest) = (Substring(text), Substring())
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw .host }
            (name, rest) = (text[text.index(after: text.startIndex)..<end], text[text.index(after: end)...])
            let isPlain = name.utf8.allSatisfy { Self.isHex($0) || $0 == 0x3a || $0 == 0x2e }
            guard isPlain, name.contains(":") else { throw .host }
        } else if let colon = text.firstIndex(of: ":") {
            (name, rest) = (text[..<colon], text[colon...])
        }
        var host = name.lowercased()
        if host.hasSuffix("."), !text.hasPrefix("[") { host.removeLast() }
        if !text.hasPrefix("[") {
            let labels = host.split(separator: ".", omittingEmptySubsequences: false)
            let isName = labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.utf8.allSatisfy(isLetter)
            }
            guard isName, host.utf8.count <= 253 else { throw .host }
        }
        if rest.isEmpty || rest == ":" { return (host, scheme.port) }
        let digits = rest.dropFirst()
        guard rest.hasPrefix(":"), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (1...65535).contains(port)
        else { throw .port }
        return (host, port)
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d || byte == 0x5f
    }

    /// What RFC 3986 lets stand in a path and a query.
    private static func isEncoded(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.allSatisfy { index in
            switch bytes[index] {
            case UInt8(ascii: "%"): bytes.count > index + 2 && isHex(bytes[index + 1]) && isHex(bytes[index + 2])
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
            case let byte: "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
            }
        }
    }
}

extension OutboundAddress.Scheme {
    package var port: Int { self == .https ? 443 : 80 }
}
