import Domain

/// Where a device is reached: the address that its browser's maker gave it.
enum PushAddress {
    /// Longer than any push service's.
    static let longest = 1000

    /// Reads it. It must be of https: only on a machine that the operator allowed by its address may it be plain http, for a
    /// push service of one's own.
    ///
    /// Throws `PUSH_ENDPOINT`.
    static func read(_ text: String, _ settings: Settings) throws -> OutboundAddress {
        guard text.utf8.count <= longest, let address = try? OutboundAddress(text) else { throw Refusal.pushEndpoint }
        let isAllowed = address.scheme == .https || settings.allowedOutbound.contains { $0.contains(address.host) }
        guard isAllowed else { throw Refusal.pushEndpoint }
        return address
    }
}

extension Refusal {
    static let pushEndpoint = Refusal(
        code: "PUSH_ENDPOINT",
        status: 422,
        words: Words(
            "这台设备给出的推送地址不能用：必须是公网的 https 地址。",
            "The push address that this device gave cannot be used: it must be https, and not a private one."
        )
    )
}
