import Domain
import Hummingbird
import Storage

/// Answers with versions as JSON: the same words whatever was asked for.
struct VersionAnswers: Sendable {
    let platform: Platform

    /// A version as it is now, with its inspection. Throws `NOT_FOUND` when there is none with this number.
    func json(_ number: VersionNumber, of app: AuthorisedApp, _ language: Language) async throws -> VersionJSON {
        let found = try await platform.engine.read {
            db -> (VersionRow, String?, Experience?, VersionStanding, String?)? in
            guard let row = try VersionQueries(db).version(number, of: app.id) else { return nil }
            return (
                row, try VersionQueries(db).report(of: row.id), try ExperienceQueries(db).experience(of: app.id),
                try VersionStanding(of: [row.id], in: app.id, db), try TakedownQueries(db).reason(of: row.id)
            )
        }
        guard let (row, stored, experience, standing, takedown) = found else { throw Refusal.notFound }
        let report = try stored.map { try InspectionReport(stored: $0) }
        var json = VersionJSON(row, report, experience, standing, app, platform.settings, language)
        json.takedownReason = Nullable(takedown)
        return json
    }

    /// The version as it is now, as an answer.
    func callAsFunction(_ number: VersionNumber, of app: AuthorisedApp, _ context: AppContext) async throws -> Response
    {
        try .json(try await json(number, of: app, context.language))
    }

    /// Versions, of one status where one is given, the largest number first, those below `before` only, without their
    /// findings.
    func list(
        of app: AuthorisedApp,
        _ status: VersionStatus?,
        before: VersionNumber?,
        limit: Int,
        _ language: Language
    ) async throws -> [VersionJSON] {
        let (rows, experience, standing) = try await platform.engine.read { db in
            let queries = VersionQueries(db)
            let rows =
                if let status {
                    try queries.versions(of: app.id, [status], before: before, limit: limit)
                } else {
                    try queries.versions(of: app.id, before: before, limit: limit)
                }
            return (
                rows, try ExperienceQueries(db).experience(of: app.id),
                try VersionStanding(of: rows.map(\.id), in: app.id, db)
            )
        }
        return rows.map { VersionJSON($0, nil, experience, standing, app, platform.settings, language) }
    }
}
