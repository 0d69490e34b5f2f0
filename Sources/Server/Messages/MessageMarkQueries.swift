import Domain
import Storage

/// What a person did with a message before the messages were made anew.
struct MessageMark: Sendable {
    let readThrough: Int64
    let readAt: Instant
    let archivedThrough: Int64
    let archivedAt: Instant?

    /// When it was read, if up to this entry.
    func readAt(through sequence: Int64) -> Instant? { sequence <= readThrough ? readAt : nil }
    func archivedAt(through sequence: Int64) -> Instant? { sequence <= archivedThrough ? archivedAt : nil }
}

extension MessageWrites {
    func mark(of person: ID<Person>, _ sequence: Int64) throws -> MessageMark? {
        let row = try db.first(
            """
            SELECT read_through, read_at, archived_through, archived_at FROM message_mark
            WHERE person_id = \(person) AND sequence = \(sequence)
            """
        )
        guard let row else { return nil }
        return MessageMark(
            readThrough: try row.int64("read_through"),
            readAt: try row.instant("read_at"),
            archivedThrough: try row.int64("archived_through"),
            archivedAt: try row.optionalInstant("archived_at")
        )
    }

    /// Takes away what follows from the journal, and keeps what people did with it. Product notices stay: they are not made by
    /// the journal. A second time before everything is back loses nothing, since a mark only ever reaches further.
    func clearJournaled() throws {
        try db.execute(
            """
            INSERT INTO message_mark (person_id, sequence, read_through, read_at, archived_through, archived_at)
            SELECT person_id, sequence, last_sequence, read_at,
                CASE WHEN archived_at IS NULL THEN 0 ELSE last_sequence END, archived_at
            FROM message WHERE read_at IS NOT NULL AND notice IS NULL
            ON CONFLICT (person_id, sequence) DO UPDATE SET
                read_at = CASE WHEN excluded.read_through >= message_mark.read_through
                    THEN excluded.read_at ELSE message_mark.read_at END,
                read_through = CASE WHEN excluded.read_through >= message_mark.read_through
                    THEN excluded.read_through ELSE message_mark.read_through END,
                archived_at = CASE WHEN excluded.archived_through >= message_mark.archived_through
                    THEN excluded.archived_at ELSE message_mark.archived_at END,
                archived_through = CASE WHEN excluded.archived_through >= message_mark.archived_through
                    THEN excluded.archived_through ELSE message_mark.archived_through END
            """
        )
        try db.execute("DELETE FROM message WHERE notice IS NULL")
        // Where somebody has read to stays.
        try db.execute(
            """
            UPDATE message_count SET unread = (SELECT count(*) FROM message m
                WHERE m.person_id = message_count.person_id AND m.category = message_count.category
                    AND m.read_at IS NULL AND m.last_sequence > message_count.read_through)
            """
        )
    }
}
