import Domain
import Storage

/// Carries one notice into the inboxes, or out of them again: a few dozen people a transaction, so that pages go on meanwhile;
/// each exactly once, since the place moves in the transaction that writes the messages. Whoever holds it loses it when they say
/// nothing for half a minute.
package struct NoticeDelivery: Sendable {
    let platform: Platform
    /// Tells one worker from another.
    let holder: String

    package static let batch = 60
    package static let holdSeconds: Int64 = 30

    package init(platform: Platform) {
        self.platform = platform
        holder = platform.world.id()
    }

    private var until: Instant { platform.world.now().adding(seconds: Self.holdSeconds) }

    /// Begins those whose time has come; the journal says so, and its sequence becomes that of their messages.
    func begin() async throws -> Int {
        let now = platform.world.now()
        let due = try await platform.engine.read { try NoticeWorkQueries($0).due(at: now, limit: 20) }
        var count = 0
        for notice in due {
            let isBegun = try await platform.change(by: notice.publisher) { change in
                // Held until the end: the entry that is recorded here comes next.
                let head = try JournalWrites(db: change.db).lockHead()
                let writes = NoticeDeliveryWrites(db: change.db)
                guard try writes.begin(notice.id, sequence: head.sequence + 1, at: change.now) else { return false }
                try change.record(.noticePublished(notice: notice.id))
                return true
            }
            if isBegun { count += 1 }
        }
        return count
    }

    /// Takes it, unless somebody else holds it or there is nothing to do.
    func claim(_ id: ID<Notice>) async throws -> NoticeJob? {
        let (now, end) = (platform.world.now(), until)
        let job = try await platform.engine.write { [holder] db in
            try NoticeDeliveryWrites(db: db).claim(id, by: holder, until: end, at: now)
        }
        guard let job, job.state == .delivering, job.total == nil else { return job }
        let total = try await platform.engine.read { try NoticeWorkQueries($0).count(of: job) } + job.delivered
        try await platform.engine.write { try NoticeDeliveryWrites(db: $0).setTotal(total, of: job) }
        return job
    }

    /// One transaction's worth. Nil when it is done, or not ours any more.
    func step(_ job: NoticeJob) async throws -> NoticeJob? {
        job.state == .withdrawing ? try await takeBack(job) : try await deliver(job)
    }

    private func deliver(_ job: NoticeJob) async throws -> NoticeJob? {
        let people = try await platform.engine.read {
            try NoticeWorkQueries($0).recipients(of: job, limit: Self.batch)
        }
        let (now, end) = (platform.world.now(), until)
        guard let last = people.last else {
            try await platform.engine.write { [holder] in
                try NoticeDeliveryWrites(db: $0).finish(job, holder: holder, at: now)
            }
            return nil
        }
        let payload = try JournalPayload(event: .noticePublished(notice: job.id), recipients: []).stored()
        let next = try await platform.engine.write { [holder] db in
            let writes = NoticeDeliveryWrites(db: db)
            let next = try writes.advance(job, to: last, by: people.count, holder: holder, until: end)
            if next != nil { try writes.deliver(job, payload: payload, to: people) }
            return next
        }
        platform.live.wake(Set(people))
        return next
    }

    private func takeBack(_ job: NoticeJob) async throws -> NoticeJob? {
        let (now, end) = (platform.world.now(), until)
        return try await platform.engine.write { [holder] db in
            let writes = NoticeDeliveryWrites(db: db)
            switch try writes.remove(job, limit: Self.batch, holder: holder, until: end) {
            case nil: return nil
            case 0?:
                try writes.clear(job, holder: holder, at: now)
                return nil
            default: return job
            }
        }
    }
}
