import Domain
import Storage

/// A gray release that runs, as the guard sees it.
struct GuardedRelease: Sendable {
    let gray: ID<GrayRelease>
    let app: ID<MiniProgram>
    let version: ID<Version>
    let number: VersionNumber
    let draw: String
    let share: GrayShare
    let action: GuardAction
    let startedAt: Instant
    /// Since when a planned step waits for a verdict.
    let heldSince: Instant?
    /// Steps due until then need no verdict: a person said so.
    let letUntil: Instant?
}

/// What is stored about one: the state, and how far the feedback was read.
struct GuardRecord: Sendable {
    var state: GuardState
    let beganAt: Instant
    var changedAt: Instant
    /// Reports confirmed until then were read.
    var feedbackAt: Instant
    /// The share at which "go on" was said last, in millionths.
    var passedShare: Int?
}

/// Why somebody went on in spite of the guard.
struct GuardDecisionRow: Sendable {
    let at: Instant
    let who: String
    let causes: [GuardCause]
    let reason: String
}

struct GuardQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Mini programs whose running gray release has something to read.
    func waiting(at now: Instant, limit: Int) throws -> [ID<MiniProgram>] {
        try db.rows(
            """
            SELECT g.app_id FROM gray_release g JOIN version v ON v.id = g.version_id
                LEFT JOIN guard s ON s.draw = (g.salt || '.' || v.number)
            WHERE g.ended_at IS NULL AND (
                EXISTS (SELECT 1 FROM guard_outcome o WHERE o.draw = (g.salt || '.' || v.number)
                    AND o.read_at IS NULL AND o.due_at <= \(now))
                OR EXISTS (SELECT 1 FROM feedback f WHERE f.app_id = g.app_id AND f.number = v.number
                    AND f.received_at >= g.started_at AND f.confirmed_at > coalesce(s.feedback_at, g.started_at)
                    AND f.stage = \(RuntimeReceipt.Stage.gray) AND f.counts = 1 AND f.pseudonym IS NOT NULL))
            LIMIT \(limit)
            """
        ).map { try $0.id("app_id") }
    }

    func running(of app: ID<MiniProgram>) throws -> GuardedRelease? {
        try db.first(
            """
            SELECT g.id, g.version_id, g.salt, g.share, g.on_stop, g.started_at, g.held_since, g.let_until, v.number
            FROM gray_release g JOIN version v ON v.id = g.version_id WHERE g.app_id = \(app) AND g.ended_at IS NULL
            """
        ).map { row in
            let number = try row.number("number")
            return GuardedRelease(
                gray: try row.id("id"),
                app: app,
                version: try row.id("version_id"),
                number: number,
                draw: "\(try row.text("salt")).\(number)",
                share: try row.share("share"),
                action: try row.word("on_stop"),
                startedAt: try row.instant("started_at"),
                heldSince: try row.optionalInstant("held_since"),
                letUntil: try row.optionalInstant("let_until")
            )
        }
    }

    func record(of draw: String) throws -> GuardRecord? {
        try db.first("SELECT \(Self.columns) FROM guard WHERE draw = \(draw)").map(Self.record)
    }

    /// That of a version's latest gray release.
    func latest(of version: ID<Version>) throws -> GuardRecord? {
        try db.first(
            """
            SELECT \(Self.columns) FROM guard WHERE version_id = \(version) ORDER BY began_at DESC LIMIT 1
            """
        ).map(Self.record)
    }

    func decisions(of version: ID<Version>) throws -> [GuardDecisionRow] {
        try db.rows(
            """
            SELECT d.at, d.causes, d.reason, p.name FROM guard_decision d JOIN person p ON p.id = d.by_person
            WHERE d.version_id = \(version) ORDER BY d.at DESC LIMIT 20
            """
        ).map { row in
            GuardDecisionRow(
                at: try row.instant("at"),
                who: try row.text("name"),
                causes: try row.text("causes").split(separator: " ").compactMap { GuardCause(rawValue: String($0)) },
                reason: try row.text("reason")
            )
        }
    }

    /// Host-app users that members linked: always inside, never counted.
    func members(of app: ID<MiniProgram>) throws -> Int { try RuntimeQueries(db).members(of: app).count }

    private static let columns: Query = "state, began_at, changed_at, feedback_at, passed_share"

    private static func record(_ row: Row) throws -> GuardRecord {
        GuardRecord(
            state: try GuardState(stored: try row.text("state")),
            beganAt: try row.instant("began_at"),
            changedAt: try row.instant("changed_at"),
            feedbackAt: try row.instant("feedback_at"),
            passedShare: try row.optionalInt("passed_share")
        )
    }
}

struct GuardWrites {
    let db: any Writing

    func store(_ record: GuardRecord, of release: GuardedRelease) throws {
        try db.execute(
            """
            INSERT INTO guard (draw, app_id, version_id, began_at, changed_at, state, feedback_at, passed_share)
            VALUES (\(release.draw), \(release.app), \(release.version), \(record.beganAt), \(record.changedAt),
                \(try record.state.stored()), \(record.feedbackAt), \(record.passedShare))
            ON CONFLICT (draw) DO UPDATE SET changed_at = excluded.changed_at, state = excluded.state,
                feedback_at = excluded.feedback_at, passed_share = excluded.passed_share
            """
        )
    }

    func set(_ action: GuardAction, of gray: ID<GrayRelease>) throws {
        try db.execute("UPDATE gray_release SET on_stop = \(action) WHERE id = \(gray)")
    }

    func hold(_ gray: ID<GrayRelease>, since now: Instant) throws {
        try db.execute("UPDATE gray_release SET held_since = \(now) WHERE id = \(gray)")
    }

    /// - Parameter until: steps due until then need no verdict.
    func letGo(_ gray: ID<GrayRelease>, until: Instant?) throws {
        try db.execute("UPDATE gray_release SET held_since = NULL, let_until = \(until) WHERE id = \(gray)")
    }

    func addDecision(
        _ id: String,
        on version: ID<Version>,
        _ causes: [GuardCause],
        reason: String,
        by person: ID<Person>,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO guard_decision (id, version_id, at, by_person, causes, reason)
            VALUES (\(id), \(version), \(now), \(person), \(causes.map(\.rawValue).joined(separator: " ")), \(reason))
            """
        )
    }
}
