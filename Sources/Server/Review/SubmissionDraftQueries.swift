import Domain
import Foundation
import Storage

/// What was typed for a submission so far.
struct StoredDraft: Sendable {
    let content: SubmissionDraft
    let savedBy: ID<Person>
    let saverName: String
    let savedAt: Instant
}

/// What is asked about drafts of submissions.
struct SubmissionDraftQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    func draft(of version: ID<Version>) throws -> StoredDraft? {
        try db.first(
            """
            SELECT d.content, d.saved_by, d.saved_at, p.name
            FROM submission_draft d JOIN person p ON p.id = d.saved_by WHERE d.version_id = \(version)
            """
        ).map { row in
            StoredDraft(
                content: try JSONDecoder().decode(SubmissionDraft.self, from: Data(try row.text("content").utf8)),
                savedBy: try row.id("saved_by"),
                saverName: try row.text("name"),
                savedAt: try row.instant("saved_at")
            )
        }
    }

    /// What a draft begins with: the version's own description, and from the mini program's last submission what stays the
    /// same from one to the next.
    func beginning(of version: VersionRow, in app: ID<MiniProgram>) throws -> SubmissionDraft {
        var draft = SubmissionDraft()
        draft.description = version.description
        let row = try db.first(
            """
            SELECT id, number, screenshots, test_account, test_password FROM submission
            WHERE app_id = \(app) ORDER BY submitted_at DESC LIMIT 1
            """
        )
        guard let row else { return draft }
        draft.screenshots = try row.pictures("screenshots")
        draft.testAccount = try row.text("test_account")
        draft.testPassword = try row.text("test_password")
        let id: ID<Submission> = try row.id("id")
        draft.licences = try SubmissionHistoryQueries(db).licences(of: id)
        draft.takenFrom = try row.text("number")
        return draft
    }

    /// The files of these pictures, as far as they belong to the mini program.
    func files(of pictures: [ID<Picture>], in app: ID<MiniProgram>) throws -> [ID<Picture>: String] {
        let ids = Array(Set(pictures.map(\.rawValue)))
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows(
            "SELECT id, hash FROM picture WHERE app_id = \(app) AND \(Query.isIn("id", ids))"
        )
        return Dictionary(
            try rows.map { (ID<Picture>(rawValue: try $0.text("id")), try $0.text("hash")) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

/// Changes of drafts.
struct SubmissionDraftWrites {
    let db: any Writing

    func save(_ draft: SubmissionDraft, of version: ID<Version>, by person: ID<Person>, at now: Instant) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let content = String(decoding: try encoder.encode(draft), as: UTF8.self)
        try db.execute(
            """
            INSERT INTO submission_draft (version_id, content, saved_by, saved_at)
            VALUES (\(version), \(content), \(person), \(now))
            ON CONFLICT (version_id) DO UPDATE SET content = excluded.content, saved_by = excluded.saved_by,
                saved_at = excluded.saved_at
            """
        )
    }
}

extension SubmissionDraft.Licence {
    init(_ row: Row) throws {
        self.init(
            kind: try row.text("kind"),
            number: try row.text("number"),
            name: try row.text("name"),
            validUntil: try row.text("valid_until"),
            pictures: try row.pictures("pictures")
        )
    }
}

extension Row {
    /// Ids of pictures, separated by spaces.
    func pictures(_ column: String) throws -> [ID<Picture>] {
        try text(column).split(separator: " ").map { ID(rawValue: String($0)) }
    }
}
