import Domain
import Storage

/// Writes what groups of errors gained, in the transaction of the failures' own rows.
struct ErrorWrites {
    let db: any Writing

    private typealias Gained = (key: ErrorFold.Scope, value: ErrorFold.Gain)

    func add(_ fold: ErrorFold) throws {
        let gains = fold.gains.sorted {
            ($0.key.app.rawValue, $0.key.fingerprint.text) < ($1.key.app.rawValue, $1.key.fingerprint.text)
        }
        let users = try addUsers(gains)
        for piece in gains.pieces(of: EventWrites.rowsAtOnce) { try add(piece, users: users) }
        try addReleases(gains)
        try addDays(gains)
    }

    /// The number of users who had each for the first time.
    private func addUsers(_ gains: [Gained]) throws -> [ErrorFold.Scope: Int] {
        var counts: [ErrorFold.Scope: Int] = [:]
        let rows = gains.flatMap { gain in gain.value.users.sorted().map { (gain, $0) } }
        for piece in rows.pieces(of: EventWrites.rowsAtOnce) {
            let values = piece.map { gain, user -> Query in
                "(\(gain.key.app), \(gain.key.fingerprint.text), \(user), \(gain.value.span.upperBound))"
            }
            let fresh = try db.rows(
                """
                INSERT INTO event_error_user (app_id, fingerprint, pseudonym, at) VALUES \(Query.joined(values))
                ON CONFLICT (app_id, fingerprint, pseudonym) DO NOTHING RETURNING app_id, fingerprint
                """
            )
            for row in fresh {
                guard let fingerprint = ErrorFingerprint(text: try row.text("fingerprint")) else { continue }
                counts[ErrorFold.Scope(app: try row.id("app_id"), fingerprint: fingerprint), default: 0] += 1
            }
        }
        return counts
    }

    private func add(_ gains: ArraySlice<Gained>, users: [ErrorFold.Scope: Int]) throws {
        let values = gains.map { key, gain -> Query in
            let it = gain.example
            return """
                (\(key.app), \(key.fingerprint.text), \(it.kind), \(it.subject), \(it.code), \(it.message), \(it.page), \
                \(gain.span.lowerBound), \(gain.span.upperBound), \(gain.count), \(users[key] ?? 0))
                """
        }
        try db.execute(
            """
            INSERT INTO event_error (app_id, fingerprint, kind, subject, code, message, page, first_at, last_at, failures, users)
            VALUES \(Query.joined(values))
            ON CONFLICT (app_id, fingerprint) DO UPDATE SET
                first_at = CASE WHEN excluded.first_at < event_error.first_at THEN excluded.first_at
                    ELSE event_error.first_at END,
                last_at = CASE WHEN excluded.last_at > event_error.last_at THEN excluded.last_at
                    ELSE event_error.last_at END,
                failures = event_error.failures + excluded.failures,
                users = event_error.users + excluded.users
            """
        )
    }

    private func addReleases(_ gains: [Gained]) throws {
        let rows = gains.flatMap { gain in
            gain.value.releases.sorted {
                ($0.key.number, $0.key.stage.rawValue) < ($1.key.number, $1.key.stage.rawValue)
            }
            .map { (gain.key, $0.key, $0.value) }
        }
        for piece in rows.pieces(of: EventWrites.rowsAtOnce) {
            let values = piece.map { key, release, gain -> Query in
                """
                (\(key.app), \(key.fingerprint.text), \(release.number.description), \(release.stage), \
                \(gain.span.lowerBound), \(gain.span.upperBound), \(gain.count))
                """
            }
            try db.execute(
                """
                INSERT INTO event_error_version (app_id, fingerprint, number, stage, first_at, last_at, failures)
                VALUES \(Query.joined(values))
                ON CONFLICT (app_id, fingerprint, number, stage) DO UPDATE SET
                    first_at = CASE WHEN excluded.first_at < event_error_version.first_at THEN excluded.first_at
                        ELSE event_error_version.first_at END,
                    last_at = CASE WHEN excluded.last_at > event_error_version.last_at THEN excluded.last_at
                        ELSE event_error_version.last_at END,
                    failures = event_error_version.failures + excluded.failures
                """
            )
        }
    }

    private func addDays(_ gains: [Gained]) throws {
        let rows = gains.flatMap { gain in
            gain.value.days.sorted { $0.key < $1.key }.map { (gain.key, $0.key, $0.value) }
        }
        for piece in rows.pieces(of: EventWrites.rowsAtOnce) {
            let values = piece.map { key, day, count -> Query in
                "(\(key.app), \(key.fingerprint.text), \(day), \(count))"
            }
            try db.execute(
                """
                INSERT INTO event_error_day (app_id, fingerprint, day, failures) VALUES \(Query.joined(values))
                ON CONFLICT (app_id, fingerprint, day)
                DO UPDATE SET failures = event_error_day.failures + excluded.failures
                """
            )
        }
    }
}
