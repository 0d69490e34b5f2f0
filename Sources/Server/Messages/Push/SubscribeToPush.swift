import Domain
import Storage

/// Lets a device be rung, ends it, and tries it out.
struct SubscribeToPush: Sendable {
    let platform: Platform

    /// Devices of one person.
    static let most = 10

    /// What a browser gives when its owner agrees.
    struct Offer: Sendable {
        let endpoint: String
        let key: String
        let auth: String
    }

    /// Keeps the device while its session lasts; the same one again replaces what was kept.
    ///
    /// Throws `PUSH_ENDPOINT`, `PUSH_KEYS`, `TOO_MANY_DEVICES`.
    func callAsFunction(
        _ offer: Offer,
        by caller: Caller,
        session: ID<Session>,
        language: Language
    ) async throws -> ID<PushDevice> {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        let address = try PushAddress.read(offer.endpoint, platform.settings)
        guard platform.outbound.refusal(of: address) == nil else { throw Refusal.pushEndpoint }
        let (key, auth) = (Base64URL.bytes(offer.key) ?? [], Base64URL.bytes(offer.auth) ?? [])
        guard PushEncryption(key: key, auth: auth) != nil else { throw Refusal.pushKeys }
        let device = PushSubscription(
            id: platform.world.newID(),
            person: person,
            session: session,
            endpoint: offer.endpoint,
            key: Base64URL.text(key),
            auth: Base64URL.text(auth),
            language: language
        )
        let now = platform.world.now()
        try await platform.engine.write { db in
            let head = try JournalQueries(db).head().sequence
            try PushWrites(db: db).subscribe(device, since: head, at: now)
            guard try PushQueries(db).count(of: person) <= Self.most else { throw Refusal.tooManyDevices }
        }
        return device.id
    }

    /// Forgets a device of the caller's own; one that there is not is forgotten already.
    func end(_ device: ID<PushDevice>, by caller: Caller) async throws {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        _ = try await platform.engine.write { try PushWrites(db: $0).remove(device, of: person) }
    }

    /// Sends a test at once and says what became of it. A device that the service no longer knows is forgotten.
    func test(
        _ device: ID<PushDevice>,
        by caller: Caller,
        send: @escaping PushSender.Send
    ) async throws -> PushSender.Answer {
        try caller.require(.messageManage, as: nil, .itself)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try platform.limiter.take(.calls, of: person.rawValue, at: platform.world.now())
        let (found, unread) = try await platform.engine.read { db in
            let unread = try MessageQueries(db).unread(of: person).values.reduce(0, +)
            return (try PushQueries(db).subscription(device, of: person), unread)
        }
        guard let found else { throw Refusal.notFound }
        let sender = PushSender(
            settings: platform.settings,
            world: platform.world,
            key: try await PushKey.load(platform),
            send: send
        )
        let text = try PushWriter.test(in: found.language, unread: unread).bytes(isShort: false)
        let answer = await sender(text, to: found, lifeSeconds: 300, isUrgent: true, topic: nil)
        let now = platform.world.now()
        try await platform.engine.write { db in
            let writes = PushWrites(db: db)
            switch answer {
            case .taken: try writes.noteSent(device, at: now)
            case .gone: try writes.drop(device)
            case .tooLarge: try writes.noteProblem(device, "HTTP_413")
            case .refused(let problem), .later(let problem, _): try writes.noteProblem(device, problem)
            }
        }
        return answer
    }
}

extension Refusal {
    static let tooManyDevices = Refusal(
        code: "TOO_MANY_DEVICES",
        status: 409,
        words: Words(
            "最多 \(SubscribeToPush.most) 台设备接收推送，请先移除不用的设备。",
            "Up to \(SubscribeToPush.most) devices receive push. Remove one that you do not use first."
        )
    )
}
