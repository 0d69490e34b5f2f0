import Domain
import Storage

/// Begins notices whose time has come, carries them out and back, and counts who has read them: once a second on every node,
/// each notice by one of them.
package struct NoticeClock: RecurringWork {
    package static let name = "notices"
    package let platform: Platform
    let delivery: NoticeDelivery

    /// How long what readers did may be out of date.
    static let countSeconds: Int64 = 60
    /// After that nobody counts any more.
    static let countDays: Int64 = 60

    package init(platform: Platform) {
        (self.platform, delivery) = (platform, NoticeDelivery(platform: platform))
    }

    package func work() async throws { try await tick() }

    /// Everything that is to be done now.
    package func tick() async throws {
        _ = try await delivery.begin()
        let now = platform.world.now()
        let free = try await platform.engine.read { [holder = delivery.holder] in
            try NoticeWorkQueries($0).free(for: holder, at: now, limit: 20)
        }
        for id in free { try await carry(id) }
        try await count()
    }

    /// To the end, with a rest after each step as long as the step: whatever else writes has half of the time.
    private func carry(_ id: ID<Notice>) async throws {
        var job = try await delivery.claim(id)
        let clock = ContinuousClock()
        while let step = job {
            let begin = clock.now
            job = try await delivery.step(step)
            if job != nil { try await Task.sleep(for: max(.milliseconds(2), clock.now - begin)) }
        }
    }

    private func count() async throws {
        let now = platform.world.now()
        let (since, begin) = (now.adding(seconds: -Self.countSeconds), now.adding(seconds: -Self.countDays * 86_400))
        let due = try await platform.engine.read {
            try NoticeWorkQueries($0).uncounted(since: since, begunAfter: begin, limit: 5)
        }
        for id in due {
            let readers = try await platform.engine.read { try NoticeWorkQueries($0).readers(of: id) }
            try await platform.engine.write { try NoticeDeliveryWrites(db: $0).setReaders(readers, of: id, at: now) }
        }
    }
}
