import Domain
import Storage

/// What a run key opens now.
struct RunKeyQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// What a mini program's own files are served by: the package, and the hosts that it may ask.
    struct Served: Sendable {
        let packageHash: String
        let domains: [String]
    }

    /// Nil when the version or preview is gone, or the right by which the key was given is. One question by primary keys for a
    /// member, so that a page of many files stays quick.
    func served(_ key: RunKey, at now: Instant) throws -> Served? {
        let source: Query =
            switch key.subject {
            case .version(let id): "FROM version v JOIN mini_program a ON a.id = v.app_id AND v.id = \(id)"
            case .preview(let code):
                "FROM preview v JOIN mini_program a ON a.id = v.app_id AND v.code = \(code) AND v.expires_at > \(now)"
            }
        let row = try db.first(
            """
            SELECT v.package, a.request_domains, e.code, e.open_until, m.role, p.disabled_at \(source)
                LEFT JOIN experience e ON e.app_id = a.id
                LEFT JOIN person p ON p.id = \(key.holder)
                LEFT JOIN member m ON m.app_id = a.id AND m.person_id = \(key.holder) AND m.state = 'VALID'
            WHERE a.closed_at IS NULL
            """
        )
        guard let row, try isGood(key, row, at: now) else { return nil }
        return Served(
            packageHash: try row.text("package"),
            domains: try row.text("request_domains").split(separator: "\n").map(String.init)
        )
    }

    private func isGood(_ key: RunKey, _ row: Row, at now: Instant) throws -> Bool {
        if let code = key.code, try row.optionalText("code") != code { return false }
        let isExperience = key.code != nil || { if case .preview = key.subject { true } else { false } }()
        if isExperience, let end = try row.optionalInstant("open_until"), end > now { return true }
        guard let holder = key.holder, try row.optionalInstant("disabled_at") == nil else { return false }
        let role: MemberRole? = try row.optionalWord("role")
        // Members are most of them; only for others it is asked what they do for the platform.
        let duties = role == nil ? try SessionQueries(db).countingDuties(of: holder) : []
        return Caller(person: holder, duties: duties, scopes: nil).decision(.versionView, as: role) == .allowed
    }
}
