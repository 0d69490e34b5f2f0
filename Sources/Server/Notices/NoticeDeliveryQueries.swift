import Domain
import Storage

/// What the one who delivers writes. Every step compares state, holder and place again: who lost the notice changes nothing.
struct NoticeDeliveryWrites {
    let db: any Writing

    /// Begins the delivery; false when somebody else did, or it was put off.
    func begin(_ id: ID<Notice>, sequence: Int64, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE notice SET state = \(NoticeState.delivering), begun_at = \(now), sequence = \(sequence)
            WHERE id = \(id) AND \(NoticeWrites.may(.begin)) AND due_at <= \(now)
            """
        ) == 1
    }

    /// Takes it for a while, unless somebody else holds it.
    func claim(_ id: ID<Notice>, by holder: String, until end: Instant, at now: Instant) throws -> NoticeJob? {
        try db.rows(
            """
            UPDATE notice SET holder = \(holder), held_until = \(end)
            WHERE id = \(id) AND state IN ('DELIVERING', 'WITHDRAWING')
                AND (holder IS NULL OR holder = \(holder) OR held_until <= \(now))
            RETURNING id, state, audience, is_urgent, begun_at, sequence, place, total, delivered
            """
        ).first.map(NoticeJob.init)
    }

    func setTotal(_ total: Int, of job: NoticeJob) throws {
        try db.execute("UPDATE notice SET total = \(total) WHERE id = \(job.id) AND total IS NULL")
    }

    /// Moves a delivery on to its next place, and keeps hold of it; nil when it is not this holder's any more.
    func advance(_ job: NoticeJob, to place: ID<Person>, by count: Int, holder: String, until end: Instant) throws
        -> NoticeJob?
    {
        try db.rows(
            """
            UPDATE notice SET place = \(place), delivered = delivered + \(count), held_until = \(end)
            WHERE id = \(job.id) AND state = 'DELIVERING' AND holder = \(holder) AND place = \(job.place)
            RETURNING id, state, audience, is_urgent, begun_at, sequence, place, total, delivered
            """
        ).first.map(NoticeJob.init)
    }

    /// Puts it into the inboxes of those who want notices there, each once, and on its way to the devices of those who want
    /// to be rung.
    func deliver(_ job: NoticeJob, payload: String, to people: [ID<Person>]) throws {
        let isWanted: Query =
            job.isUrgent ? "1 = 1" : "NOT \(MessageMuteQueries.mutes(.category(.product), at: job.sequence))"
        let fresh = try db.rows(
            """
            INSERT INTO message (person_id, sequence, last_sequence, first_at, at, category, is_urgent, kind, payload, notice)
            SELECT p.id, \(job.sequence), \(job.sequence), \(job.begunAt), \(job.begunAt), \(MessageCategory.product),
                \(job.isUrgent), \(MessageKind.noticePublished), \(payload), \(job.id)
            FROM person p WHERE \(Query.isIn("p.id", people.map(\.rawValue))) AND \(isWanted)
            ON CONFLICT (person_id, sequence) DO NOTHING RETURNING person_id
            """
        ).map { try $0.text("person_id") }
        try db.execute(
            """
            INSERT INTO message_count (person_id, category, unread)
            SELECT p.id, \(MessageCategory.product), 1 FROM person p WHERE \(Query.isIn("p.id", fresh)) ORDER BY p.id
            ON CONFLICT (person_id, category) DO UPDATE SET unread = message_count.unread + 1
            """
        )
        try ring(job, people)
        try tellWebhooks(job, payload, people)
    }

    /// Those of their own that were there when it began.
    private func tellWebhooks(_ job: NoticeJob, _ payload: String, _ people: [ID<Person>]) throws {
        let webhooks = try OwnWebhookQueries(db).webhooks(of: Set(people))
            .filter { !$0.isPaused && $0.madeAt <= job.begunAt }
        guard !webhooks.isEmpty else { return }
        let chosen = try PreferenceQueries(db).preferences(of: Set(webhooks.map(\.person)))
        let word = JournalEvent.noticePublished(notice: job.id).word
        for webhook in webhooks where (chosen[webhook.person] ?? .standard).webhook.contains(.product) {
            try DeliveryWrites(db: db)
                .add(job.sequence, word, at: job.begunAt, by: nil, payload: payload, to: webhook.id)
        }
    }

    private func ring(_ job: NoticeJob, _ people: [ID<Person>]) throws {
        let devices = try PushQueries(db).subscriptions(of: Set(people), before: job.sequence)
        guard !devices.isEmpty else { return }
        let chosen = try PreferenceQueries(db).preferences(of: Set(devices.map(\.1)))
        for (device, person) in devices where (chosen[person] ?? .standard).rings(.product) {
            try PushDeliveryWrites(db: db).add(job.sequence, at: job.begunAt, to: device, isUrgent: job.isUrgent)
        }
    }

    func finish(_ job: NoticeJob, holder: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE notice SET state = \(NoticeState.delivered), finished_at = \(now), total = delivered, holder = NULL
            WHERE id = \(job.id) AND \(NoticeWrites.may(.finish)) AND holder = \(holder) AND place = \(job.place)
            """
        )
    }

    /// Takes it out of up to `limit` inboxes, and gives out of how many; nil when it is not this holder's any more.
    func remove(_ job: NoticeJob, limit: Int, holder: String, until end: Instant) throws -> Int? {
        let held = try db.rows(
            """
            UPDATE notice SET held_until = \(end)
            WHERE id = \(job.id) AND state = 'WITHDRAWING' AND holder = \(holder) RETURNING id
            """
        )
        guard !held.isEmpty else { return nil }
        let gone = try db.rows(
            """
            DELETE FROM message WHERE notice = \(job.id) AND person_id IN (
                SELECT person_id FROM message WHERE notice = \(job.id) ORDER BY person_id LIMIT \(limit))
            RETURNING person_id, read_at
            """
        )
        let unread = try gone.filter { try $0.optionalInstant("read_at") == nil }.map { try $0.text("person_id") }
        try db.execute(
            """
            UPDATE message_count SET unread = unread - 1
            WHERE category = \(MessageCategory.product) AND unread > 0 AND \(Query.isIn("person_id", unread))
            """
        )
        try db.execute("UPDATE notice SET removed = removed + \(gone.count) WHERE id = \(job.id)")
        return gone.count
    }

    func clear(_ job: NoticeJob, holder: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE notice SET state = \(NoticeState.withdrawn), cleared_at = \(now), holder = NULL
            WHERE id = \(job.id) AND \(NoticeWrites.may(.clear)) AND holder = \(holder)
            """
        )
    }

    func setReaders(_ count: Int, of id: ID<Notice>, at now: Instant) throws {
        try db.execute("UPDATE notice SET read = \(count), counted_at = \(now) WHERE id = \(id)")
    }
}
