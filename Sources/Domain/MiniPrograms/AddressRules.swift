/// The addresses that a mini program names: where its privacy policy stands and which hosts it may ask.
package enum AddressRules {
    package static let mostDomains = 20
    private static let longestURL = 500

    /// An https address with a public host name; empty clears the field.
    package static func privacyPolicy(_ typed: String) -> Checked<String> {
        let text = PlainText.line(typed)
        if text.isEmpty { return .good("") }
        guard text.utf8.count <= longestURL else {
            return .bad(
                Words(
                    "隐私政策地址太长：现在 \(text.utf8.count) 个字符，最多 \(longestURL) 个。",
                    "Privacy policy address too long: \(text.utf8.count) characters now, at most \(longestURL)."
                )
            )
        }
        guard let rest = afterHTTPS(text) else {
            return .bad(
                Words("隐私政策要以 https:// 开头。", "The privacy policy's address begins with https://.")
            )
        }
        let host = rest.prefix { !"/?#".contains($0) }
        let hasOnlyURLCharacters = rest.utf8.allSatisfy {
            (0x21...0x7e).contains($0) && !Array("\"<>\\^`{|}".utf8).contains($0)
        }
        guard hasOnlyURLCharacters, let checked = HostName.check(String(host)) else {
            return .bad(
                Words(
                    "隐私政策地址不正确，应如 https://www.example.com/privacy。",
                    "This is no web address. It looks like https://www.example.com/privacy."
                )
            )
        }
        return .good("https://" + checked + rest.dropFirst(host.count))
    }

    /// Host names, one an entry, each once; `https://` in front and a `/` behind are taken off. None clears the field.
    package static func domains(_ typed: [String]) -> Checked<[String]> {
        var hosts: [String] = []
        for entry in typed.map(PlainText.line) where !entry.isEmpty {
            let shown = String(entry.prefix(60))
            if entry.lowercased().hasPrefix("http://") {
                return .bad(
                    Words("“\(shown)”不安全，只接受 https 的域名。", "“\(shown)” is not safe. Only https hosts are accepted.")
                )
            }
            var rest = afterHTTPS(entry) ?? entry
            if rest.hasSuffix("/") { rest.removeLast() }
            guard let host = HostName.check(rest) else {
                return .bad(
                    Words(
                        "“\(shown)”不是域名。每行一个，如 api.example.com，不带端口、路径和通配符。",
                        "“\(shown)” is no host name. One a line, as api.example.com, without port, path or wildcard."
                    )
                )
            }
            if !hosts.contains(host) { hosts.append(host) }
        }
        guard hosts.count <= mostDomains else {
            return .bad(
                Words(
                    "请求域名太多：现在 \(hosts.count) 个，最多 \(mostDomains) 个。",
                    "Too many request domains: \(hosts.count) now, at most \(mostDomains)."
                )
            )
        }
        return .good(hosts)
    }

    private static func afterHTTPS(_ text: String) -> String? {
        let scheme = "https://"
        guard text.prefix(scheme.count).lowercased() == scheme else { return nil }
        return String(text.dropFirst(scheme.count))
    }
}

/// A public host name: at least two labels, no address in numbers.
package enum HostName {
    /// The name in lower case, or nil when `text` is none. Names outside ASCII are given in their `xn--` form.
    package static func check(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard (4...253).contains(bytes.count), text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let name = text.lowercased()
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let dash = UInt8(ascii: "-")
        let isLabel = { (label: Substring.UTF8View) in
            (1...63).contains(label.count) && label.first != dash && label.last != dash
                && label.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == dash }
        }
        guard labels.count >= 2, labels.allSatisfy(isLabel), let last = labels.last, last.count >= 2,
            !last.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return name
    }
}
