import Domain
import Storage
import TestSupport

@testable import Server

/// A mini program of `lin` with a receiver on loopback, which its webhooks reach by the name `hooks.example`.
struct WebhookStage: Sendable {
    let site: Site
    let app: ID<MiniProgram>
    let owner: SiteClient
    let receiver: Receiver
    let courier: WebhookCourier

    var path: String { "/apps/\(app)/webhooks" }
    var api: String { "/api/v1/apps/\(app)/webhooks" }
    var platform: Platform { site.platform }

    /// Runs a test with the receiver allowed by range, and calls that are given up after `limit`.
    static func run(
        _ kind: EngineKind = .sqlite,
        limit: Duration = .seconds(300),
        engine wrap: @escaping @Sendable (any Engine) -> any Engine = { $0 },
        _ test: @escaping @Sendable (WebhookStage) async throws -> Void
    ) async throws {
        try await Receiver.run { receiver in
            var limits = OutboundLimits()
            (limits.connect, limits.whole) = (limit, limit)
            let names = NameResolver { name in
                guard name == Receiver.name, let address = IPAddress([127, 0, 0, 1]) else {
                    throw NameResolver.Unknown()
                }
                return [address]
            }
            let allowed = [NetworkRange("127.0.0.1")].compactMap(\.self)
            let outbound = Outbound(allowed: allowed, resolver: names, limits: limits)
            try await Site.run(kind, engine: wrap, outbound: outbound) { site in
                let owner = try await site.as("lin", name: "林知远")
                let app = try await site.app()
                let courier = WebhookCourier(platform: site.platform)
                try await test(
                    WebhookStage(site: site, app: app, owner: owner, receiver: receiver, courier: courier)
                )
            }
        }
    }

    /// A webhook made through the API.
    @discardableResult
    func make(
        _ form: WebhookForm = .json,
        events: [String] = ["versions", "members"],
        target: String = "/hook",
        secret: String? = nil
    ) async throws -> (id: String, secret: String) {
        let list = events.map { "\"\($0)\"" }.joined(separator: ",")
        let more = secret.map { ",\"secret\":\"\($0)\"" } ?? ""
        let json = """
            {"form":"\(form.rawValue)","address":"\(receiver.url)\(target)","events":[\(list)],"description":"发布群"\(more)}
            """
        let made = try await owner.postJSON(api, json).expect(201).json()
        return (made["id"] as? String ?? "", made["secret"] as? String ?? "")
    }

    /// Something that webhooks are told.
    func happen(_ event: JournalEvent = .versionDeleted(version: ID(rawValue: "v"), number: VersionNumber(1, 2, 3)))
        async throws
    {
        try await happen([event])
    }

    func happen(_ events: [JournalEvent]) async throws {
        let (app, person) = (app, owner.person)
        try await platform.change(by: person) { change in
            for event in events { try change.record(event, in: app) }
        }
    }

    func deliveries(_ id: String) async throws -> [[String: Any]] {
        try await owner.get("\(api)/\(id)/deliveries").expect(200).items()
    }

    func webhook(_ id: String) async throws -> [String: Any] {
        try await owner.get("\(api)/\(id)").expect(200).json()
    }
}
