import Domain
import Glibc

/// A block of addresses in CIDR notation: `10.0.0.0/8`, `::1/128`, or one address.
package struct NetworkRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let prefix: Int

    /// Nil when the text is not an address or the prefix does not fit it.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let bytes = Self.bytes(of: String(first)) else { return nil }
        if parts.count == 2 {
            guard let prefix = Int(parts[1]), (0...bytes.count * 8).contains(prefix) else { return nil }
            self.prefix = prefix
        } else {
            prefix = bytes.count * 8
        }
        self.bytes = bytes
    }

    package func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        for bit in 0..<prefix where (bytes[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1 == 1 { return false }
        return true
    }

    private static let loopback = ["127.0.0.0/8", "::1"].compactMap(NetworkRange.init)

    /// Whether a host, by name or address, is this machine to whoever asks there.
    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || loopback.contains { $0.contains(host) }
    }

    /// What stands for whoever is at an address when they are counted: of IPv6 the first 64 bits, since one subscriber has
    /// at least that many addresses.
    static func subscriber(at address: String) -> String {
        guard let bytes = bytes(of: address), bytes.count == 16 else { return address }
        return Hex.text(bytes.prefix(8))
    }

    /// The address in network order; IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4.
    static func bytes(of text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
        return isMapped ? Array(bytes[12...]) : bytes
    }
}
