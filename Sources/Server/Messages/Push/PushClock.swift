import Domain
import Logging
import Storage

/// Sends what waits for devices: once a second on every node, each delivery by whoever takes it first.
package struct PushClock: RecurringWork {
    package static let name = "push"
    package let platform: Platform
    let send: PushSender.Send

    package init(platform: Platform) {
        self.init(platform: platform) { [outbound = platform.outbound] in try await outbound.send($0) }
    }

    init(platform: Platform, send: @escaping PushSender.Send) { (self.platform, self.send) = (platform, send) }

    /// Deliveries that are taken at once and sent at once. All of them are over, with their time-outs, within the lease.
    static let batch = 24
    private static let together = 8
    static let leaseSeconds: Int64 = 90

    /// The installation's key is made at its first start.
    package func prepare() async throws { _ = try await PushKey.load(platform) }

    package func work() async throws { while try await tick() == Self.batch {} }

    /// Sends a batch of what is due and gives how many there were.
    @discardableResult
    package func tick() async throws -> Int {
        let now = platform.world.now()
        guard try await platform.engine.read({ try PushDeliveryQueries($0).hasDue(at: now) }) else { return 0 }
        let taken = try await platform.engine.write {
            try PushDeliveryWrites(db: $0)
                .take(at: now, until: now.adding(seconds: Self.leaseSeconds), limit: Self.batch)
        }
        guard !taken.isEmpty else { return 0 }
        let key = try await PushKey.load(platform)
        let sender = PushSender(settings: platform.settings, world: platform.world, key: key, send: send)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, delivery) in taken.enumerated() {
                if index >= Self.together { try await group.next() }
                group.addTask { try await deliver(delivery, sender) }
            }
            try await group.waitForAll()
        }
        return taken.count
    }

    private func deliver(_ delivery: PushDelivery, _ sender: PushSender) async throws {
        let now = platform.world.now()
        let left = PushSender.lifeSeconds - now.seconds(since: delivery.at)
        if !delivery.isUrgent,
            let end = delivery.preferences.quiet?.end(at: now, offset: platform.settings.zoneOffset)
        {
            return try await write { try $0.putOff(delivery, until: end, isTried: false, isShort: delivery.isShort) }
        }
        guard left > 0, let payload = try await PushWriter(platform: platform).payload(of: delivery) else {
            return try await write { try $0.end(delivery, .expired, at: now) }
        }
        let text = try payload.bytes(isShort: delivery.isShort)
        let answer = await sender(
            text,
            to: delivery.device,
            lifeSeconds: left,
            isUrgent: delivery.isUrgent,
            topic: delivery.topic
        )
        try await note(answer, of: delivery, left: left)
    }

    private func note(_ answer: PushSender.Answer, of delivery: PushDelivery, left: Int64) async throws {
        let (now, device) = (platform.world.now(), delivery.device.id)
        switch answer {
        case .taken:
            try await platform.engine.write { db in
                try PushDeliveryWrites(db: db).end(delivery, .sent, at: now)
                try PushWrites(db: db).noteSent(device, at: now)
            }
        case .gone: try await platform.engine.write { try PushWrites(db: $0).drop(device) }
        case .tooLarge where !delivery.isShort:
            try await write { try $0.putOff(delivery, until: now, isTried: true, isShort: true) }
        case .later(let problem, let wait):
            let seconds = max(wait ?? 0, Self.delay(afterAttempts: delivery.attempts))
            try await platform.engine.write { db in
                let writes = PushDeliveryWrites(db: db)
                if seconds < left {
                    let due = now.adding(seconds: seconds)
                    try writes.putOff(delivery, until: due, isTried: true, isShort: delivery.isShort)
                } else {
                    try writes.end(delivery, .expired, at: now)
                }
                try PushWrites(db: db).noteProblem(device, problem)
            }
        case .tooLarge: try await refuse(delivery, "HTTP_413", at: now)
        case .refused(let problem): try await refuse(delivery, problem, at: now)
        }
    }

    private func refuse(_ delivery: PushDelivery, _ problem: String, at now: Instant) async throws {
        platform.logger.warning("a push service refused a message", metadata: ["answer": "\(problem)"])
        try await platform.engine.write { db in
            try PushDeliveryWrites(db: db).end(delivery, .refused, at: now)
            try PushWrites(db: db).noteProblem(delivery.device.id, problem)
        }
    }

    private func write(_ body: @escaping @Sendable (PushDeliveryWrites) throws -> Void) async throws {
        try await platform.engine.write { try body(PushDeliveryWrites(db: $0)) }
    }

    /// 30 seconds, doubled with each attempt, an hour at most.
    static func delay(afterAttempts attempts: Int) -> Int64 {
        min(3600, 30 << Int64(min(max(attempts, 1) - 1, 10)))
    }
}
