import Domain

/// Hands a message to a push service (RFC 8030).
struct PushSender: Sendable {
    typealias Send = @Sendable (OutboundRequest) async throws -> OutboundAnswer

    /// What became of it.
    enum Answer: Sendable, Equatable {
        case taken
        /// The service knows the device no more.
        case gone
        case tooLarge
        /// Never accepted, however often it is sent.
        case refused(String)
        /// Not now; after so many seconds where the service says so.
        case later(String, afterSeconds: Int64?)
    }

    let settings: Settings
    let world: World
    let key: PushKey
    let send: Send

    /// What is kept for a device that is off, and how long it is tried here.
    static let lifeSeconds: Int64 = 24 * 3600

    func callAsFunction(
        _ text: [UInt8],
        to device: PushSubscription,
        lifeSeconds: Int64,
        isUrgent: Bool,
        topic: String?
    ) async -> Answer {
        let request: OutboundRequest
        do {
            request = try self.request(text, device, lifeSeconds, isUrgent, topic)
        } catch {
            return .refused("SUBSCRIPTION_BROKEN")
        }
        do {
            return Self.answer(try await send(request))
        } catch let failure as OutboundFailure {
            switch failure {
            case .forbidden: return .refused(failure.word)
            default: return .later(failure.word, afterSeconds: nil)
            }
        } catch {
            return .later("BROKEN_OFF", afterSeconds: nil)
        }
    }

    private func request(
        _ text: [UInt8],
        _ device: PushSubscription,
        _ lifeSeconds: Int64,
        _ isUrgent: Bool,
        _ topic: String?
    ) throws -> OutboundRequest {
        let address = try PushAddress.read(device.endpoint, settings)
        guard
            let encryption = PushEncryption(
                key: Base64URL.bytes(device.key) ?? [],
                auth: Base64URL.bytes(device.auth) ?? []
            )
        else { throw Refusal.pushKeys }
        var headers: [(name: String, value: String)] = [
            ("authorization", try key.authorization(for: address.origin, at: world.now())),
            ("content-encoding", "aes128gcm"), ("content-type", "application/octet-stream"),
            ("ttl", "\(max(0, lifeSeconds))"), ("urgency", isUrgent ? "high" : "normal"),
        ]
        if let topic { headers.append(("topic", topic)) }
        return OutboundRequest(.post, address, headers: headers, body: try encryption(text, in: world))
    }

    private static func answer(_ answer: OutboundAnswer) -> Answer {
        switch answer.status {
        case 200..<300: .taken
        case 404, 410: .gone
        case 413: .tooLarge
        case 408, 425, 429, 500...:
            .later("HTTP_\(answer.status)", afterSeconds: answer.header("retry-after").flatMap { Int64($0) })
        default: .refused("HTTP_\(answer.status)")
        }
    }
}

extension Refusal {
    static let pushKeys = Refusal(
        code: "PUSH_KEYS",
        status: 422,
        words: Words("这台设备给出的推送密钥不能用。", "The push keys that this device gave cannot be used.")
    )
}
