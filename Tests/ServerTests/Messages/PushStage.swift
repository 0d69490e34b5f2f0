import Crypto
import Domain
import Storage
import Synchronization
import TestSupport

@testable import Server

/// Devices of the people of a `MessageStage`, and a push service that answers as a test says.
struct PushStage: Sendable {
    let stage: MessageStage
    let service: ScriptedService
    let clock: PushClock
    let phone: SiteClient

    var site: Site { stage.site }

    /// Lin's phone asked to be rung.
    init(_ site: Site) async throws {
        stage = try await MessageStage(site)
        let service = ScriptedService()
        self.service = service
        clock = PushClock(platform: site.platform) { try await service.take($0) }
        phone = try await site.as("lin")
        try await Self.subscribe(phone, "https://push.example/lin")
    }

    /// The keys of a device that nobody needs to decrypt for.
    static let key = Base64URL.text(
        P256.KeyAgreement.PrivateKey().publicKey.x963Representation
    )
    static let auth = Base64URL.text([UInt8](repeating: 7, count: 16))

    @discardableResult
    static func subscribe(_ client: SiteClient, _ endpoint: String) async throws -> SiteResponse {
        try await client.with("x-requested-with", "steward")
            .post("/messages/push", ["endpoint": endpoint, "key": key, "auth": auth])
    }

    func outcomes() async throws -> [String] {
        try await site.platform.engine.rows("SELECT outcome FROM push_delivery ORDER BY sequence, subscription_id")
            .map { try $0.optionalText("outcome") ?? "waits" }
    }

    func devices() async throws -> Int {
        try await site.platform.engine.rows("SELECT id FROM push_subscription").count
    }
}

final class ScriptedService: Sendable {
    private struct State {
        var answers: [OutboundAnswer] = []
        var calls: [OutboundRequest] = []
    }

    private let state = Mutex(State())

    var calls: [OutboundRequest] { state.withLock { $0.calls } }

    /// What the next calls are answered; afterwards each is taken.
    func answers(_ statuses: Int..., retryAfter: String? = nil) {
        state.withLock { state in
            state.answers = statuses.map {
                OutboundAnswer(
                    status: $0,
                    headers: retryAfter.map { [("Retry-After", $0)] } ?? [],
                    body: [],
                    isCut: false
                )
            }
        }
    }

    func take(_ request: OutboundRequest) async throws -> OutboundAnswer {
        state.withLock { state in
            state.calls.append(request)
            let taken = OutboundAnswer(status: 201, headers: [], body: [], isCut: false)
            return state.answers.isEmpty ? taken : state.answers.removeFirst()
        }
    }
}

extension OutboundRequest {
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
