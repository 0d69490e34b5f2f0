/// Why an address is none of the public network's.
package enum ReservedAddress: String, CaseIterable, Sendable {
    case unspecified, loopback, privateUse, shared, linkLocal, uniqueLocal, metadata, multicast, broadcast,
        documentation,
        reserved

    package var words: Words {
        switch self {
        case .unspecified: Words("未指定地址", "an unspecified address")
        case .loopback: Words("本机地址", "this machine's own address")
        case .privateUse: Words("内网地址", "a private address")
        case .shared: Words("运营商内部地址", "a carrier's internal address")
        case .linkLocal: Words("链路本地地址", "a link-local address")
        case .uniqueLocal: Words("内网 IPv6 地址", "a unique local address")
        case .metadata: Words("云平台的元数据地址", "a cloud's metadata address")
        case .multicast: Words("组播地址", "a multicast address")
        case .broadcast: Words("广播地址", "the broadcast address")
        case .documentation: Words("文档示例地址", "an address for documentation")
        case .reserved: Words("保留地址", "a reserved address")
        }
    }
}

/// Which addresses an outbound call may reach: those of the public network.
///
/// Sources: the IANA registries of special-purpose addresses (RFC 6890 and its updates), RFC 4291, 6052, 6598, 8215, 9637;
/// the metadata addresses that clouds publish. Forms of IPv6 that carry an IPv4 address are judged by that address.
package enum AddressRule {
    /// Nil for an address of the public network.
    package static func reserved(_ address: IPAddress) -> ReservedAddress? {
        if metadata.contains(address.bytes) { return .metadata }
        if address.bytes.count == 4 { return entry(of: address, in: version4) }
        if let carried = carried(by: address) { return reserved(carried) }
        if let found = entry(of: address, in: version6) { return found }
        // Only this block has been given out for the public network.
        return address.begins(with: [0x20], length: 3) ? nil : .reserved
    }

    /// The IPv4 address that an IPv6 address leads to: mapped, translated, NAT64, 6to4.
    private static func carried(by address: IPAddress) -> IPAddress? {
        let bytes = address.bytes
        let zeros = [UInt8](repeating: 0, count: 16)
        let mapped: [UInt8] = zeros.prefix(10) + [0xff, 0xff]
        let translated: [UInt8] = zeros.prefix(8) + [0xff, 0xff, 0, 0]
        let wellKnown: [UInt8] = [0, 0x64, 0xff, 0x9b] + zeros.prefix(8)
        if [mapped, translated, wellKnown].contains(where: { address.begins(with: $0, length: 96) }) {
            return IPAddress(Array(bytes[12...]))
        }
        return address.begins(with: [0x20, 0x02], length: 16) ? IPAddress(Array(bytes[2..<6])) : nil
    }

    private typealias Entry = (prefix: [UInt8], length: Int, what: ReservedAddress)

    private static func entry(of address: IPAddress, in table: [Entry]) -> ReservedAddress? {
        table.first { address.begins(with: $0.prefix, length: $0.length) }?.what
    }

    /// Single addresses, some of them in the middle of public blocks.
    private static let metadata: [[UInt8]] = [
        [169, 254, 169, 254], [169, 254, 170, 2], [100, 100, 100, 200], [168, 63, 129, 16], [192, 0, 0, 192],
        [0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54],
    ]

    private static let version4: [Entry] = [
        ([255, 255, 255, 255], 32, .broadcast),
        ([0, 0, 0, 0], 8, .unspecified),
        ([10, 0, 0, 0], 8, .privateUse),
        ([100, 64, 0, 0], 10, .shared),
        ([127, 0, 0, 0], 8, .loopback),
        ([169, 254, 0, 0], 16, .linkLocal),
        ([172, 16, 0, 0], 12, .privateUse),
        ([192, 0, 0, 0], 24, .reserved),
        ([192, 0, 2, 0], 24, .documentation),
        ([192, 88, 99, 0], 24, .reserved),
        ([192, 168, 0, 0], 16, .privateUse),
        ([198, 18, 0, 0], 15, .reserved),
        ([198, 51, 100, 0], 24, .documentation),
        ([203, 0, 113, 0], 24, .documentation),
        ([224, 0, 0, 0], 4, .multicast),
        ([240, 0, 0, 0], 4, .reserved),
    ]

    private static let version6: [Entry] = [
        ([UInt8](repeating: 0, count: 16), 128, .unspecified),
        ([UInt8](repeating: 0, count: 15) + [1], 128, .loopback),
        ([0x20, 0x01, 0x0d, 0xb8], 32, .documentation),
        ([0x3f, 0xff, 0x00], 20, .documentation),
        // Teredo, ORCHID, benchmarking and what else is kept for protocols.
        ([0x20, 0x01, 0x00], 23, .reserved),
        ([0xfc], 7, .uniqueLocal),
        ([0xfe, 0x80], 10, .linkLocal),
        ([0xfe, 0xc0], 10, .privateUse),
        ([0xff], 8, .multicast),
    ]
}
