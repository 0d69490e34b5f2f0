import Domain
import Glibc
import Testing

/// An address as it is written.
private func address(_ text: String) -> IPAddress? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 { return IPAddress(Array(bytes.prefix(4))) }
    return inet_pton(AF_INET6, text, &bytes) == 1 ? IPAddress(bytes) : nil
}

@Suite struct `Which addresses an outbound call may reach` {
    private static let closed: [(String, ReservedAddress)] = [
        ("0.0.0.0", .unspecified), ("0.1.2.3", .unspecified), ("0.255.255.255", .unspecified),
        ("10.0.0.0", .privateUse), ("10.255.255.255", .privateUse),
        ("100.64.0.0", .shared), ("100.127.255.255", .shared), ("100.100.100.200", .metadata),
        ("127.0.0.1", .loopback), ("127.255.255.254", .loopback),
        ("169.254.0.1", .linkLocal), ("169.254.169.254", .metadata), ("169.254.170.2", .metadata),
        ("172.16.0.0", .privateUse), ("172.31.255.255", .privateUse),
        ("168.63.129.16", .metadata),
        ("192.0.0.1", .reserved), ("192.0.0.192", .metadata), ("192.0.2.1", .documentation),
        ("192.88.99.1", .reserved), ("192.168.0.0", .privateUse), ("192.168.255.255", .privateUse),
        ("198.18.0.0", .reserved), ("198.19.255.255", .reserved),
        ("198.51.100.7", .documentation), ("203.0.113.9", .documentation),
        ("224.0.0.1", .multicast), ("239.255.255.255", .multicast),
        ("240.0.0.1", .reserved), ("255.255.255.254", .reserved), ("255.255.255.255", .broadcast),
        ("::", .unspecified), ("::1", .loopback), ("::2", .reserved), ("::7f00:1", .reserved),
        ("::ffff:127.0.0.1", .loopback), ("::ffff:10.1.2.3", .privateUse), ("::ffff:169.254.169.254", .metadata),
        ("::ffff:0:192.168.1.1", .privateUse), ("::ffff:0.0.0.0", .unspecified),
        ("64:ff9b::127.0.0.1", .loopback), ("64:ff9b::a00:1", .privateUse), ("64:ff9b::169.254.169.254", .metadata),
        ("64:ff9b:1::8.8.8.8", .reserved), ("64:ff9b:1:ffff::1", .reserved),
        ("100::1", .reserved), ("2001::1", .reserved), ("2001:0:4136:e378::1", .reserved), ("2001:20::1", .reserved),
        ("2001:1ff:ffff::", .reserved), ("2001:db8::1", .documentation),
        ("2002:7f00:1::", .loopback), ("2002:a00:1::1", .privateUse), ("2002:c0a8:101::", .privateUse),
        ("2002:a9fe:a9fe::", .metadata),
        ("3fff::1", .documentation), ("3fff:fff:ffff::", .documentation), ("5f00::1", .reserved),
        ("4000::1", .reserved), ("8000::1", .reserved), ("e000::1", .reserved),
        ("fc00::1", .uniqueLocal), ("fdff::1", .uniqueLocal), ("fd00:ec2::254", .metadata),
        ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .privateUse), ("feff::1", .privateUse),
        ("ff02::1", .multicast), ("ffff::1", .multicast),
    ]

    @Test(arguments: closed)
    func `what is not of the public network is named`(text: String, what: ReservedAddress) throws {
        #expect(AddressRule.reserved(try #require(address(text))) == what, "\(text)")
    }

    /// The neighbours of every closed block, and forms of IPv6 that carry a public address.
    @Test(arguments: [
        "1.0.0.0", "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.1", "168.63.129.15", "169.253.255.255", "169.255.0.0", "172.15.255.255",
        "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
        "223.255.255.255", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
        "2001:200::1", "2001:4860:4860::8888", "2001:db7:ffff::", "2001:db9::", "2400:3200::1", "2000::1", "3ffe::1",
        "3fff:1000::", "2606:4700::1111",
    ])
    func `the public network is open`(text: String) throws {
        #expect(AddressRule.reserved(try #require(address(text))) == nil, "\(text)")
    }

    @Test func `every kind is met in the table`() {
        #expect(Set(Self.closed.map(\.1)) == Set(ReservedAddress.allCases))
    }

    @Test func `an address is read back as it was written`() throws {
        for text in ["8.8.8.8", "2001:4860:4860::8888", "::ffff:1.2.3.4"] {
            let read = try #require(address(text))
            #expect(address(read.description) == read)
        }
        #expect(IPAddress([1, 2, 3]) == nil)
    }
}
