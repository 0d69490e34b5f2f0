package import Domain
package import Storage

/// What a mini program says about itself, and how often that changed.
package struct InformationQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// The base information of an open mini program; nil when there is none or it was closed.
    package func information(of app: ID<MiniProgram>) throws -> BaseInformation? {
        let row = try db.first(
            """
            SELECT name, english_name, slogan, description, logo, region_type, region_areas, categories, service_phone,
                service_email, filing_number, privacy_policy, request_domains
            FROM mini_program WHERE id = \(app) AND closed_at IS NULL
            """
        )
        return try row.map(Self.information)
    }

    private static func information(_ row: Row) throws -> BaseInformation {
        func list(_ column: String, _ separator: Character = " ") throws -> [String] {
            try row.text(column).split(separator: separator).map(String.init)
        }
        var information = BaseInformation(name: try row.text("name"))
        information.englishName = try row.text("english_name")
        information.slogan = try row.text("slogan")
        information.description = try row.text("description")
        information.logo = try row.optionalText("logo")
        information.categories = try list("categories")
        information.regionType = try row.optionalText("region_type").flatMap(RegionType.init(rawValue:))
        information.provinces = try list("region_areas")
        information.servicePhone = try row.text("service_phone")
        information.serviceEmail = try row.text("service_email")
        information.filingNumber = try row.text("filing_number")
        information.privacyPolicyURL = try row.text("privacy_policy")
        information.requestDomains = try list("request_domains", "\n")
        return information
    }

    /// Whether any version was ever released to users, and whether one is with the reviewers now.
    func progress(of app: ID<MiniProgram>) throws -> (wasReleased: Bool, isInReview: Bool) {
        let row = try db.first(
            """
            SELECT l.first_released_at, CASE WHEN EXISTS (SELECT 1 FROM version v WHERE v.app_id = a.id
                AND v.status = \(VersionStatus.inReview)) THEN 1 ELSE 0 END AS in_review
            FROM mini_program a LEFT JOIN release_line l ON l.app_id = a.id WHERE a.id = \(app)
            """
        )
        return (try row?.optionalInstant("first_released_at") != nil, try row?.bool("in_review") ?? false)
    }

    /// The moments at which each field was changed since `begin`, of those after the first release.
    func changes(of app: ID<MiniProgram>, since begin: Instant) throws -> [InformationField: [Instant]] {
        let rows = try db.rows(
            "SELECT field, at FROM information_change WHERE app_id = \(app) AND at >= \(begin) ORDER BY field, at"
        )
        var changes: [InformationField: [Instant]] = [:]
        for row in rows {
            guard let field = InformationField(rawValue: try row.text("field")) else { continue }
            changes[field, default: []].append(try row.instant("at"))
        }
        return changes
    }

    /// What may be changed now, field by field.
    func allowances(
        of app: ID<MiniProgram>,
        at now: Instant,
        offsetSeconds: Int
    ) throws -> [InformationField: EditAllowance] {
        let progress = try progress(of: app)
        let rules = EditRules(
            wasReleased: progress.wasReleased,
            isInReview: progress.isInReview,
            now: now,
            offsetSeconds: offsetSeconds
        )
        let changes = progress.wasReleased ? try changes(of: app, since: rules.horizon) : [:]
        let pairs = InformationField.allCases.map { ($0, rules.allowance(for: $0, changes: changes[$0] ?? [])) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

/// Changes of the base information.
struct InformationWrites {
    let db: any Writing

    /// Holds the mini program's row until the transaction ends, so that two people at once come one after the other; false
    /// when it is closed or was never there.
    @discardableResult
    func lock(_ app: ID<MiniProgram>) throws -> Bool {
        try db.execute("UPDATE mini_program SET changed_at = changed_at WHERE id = \(app) AND closed_at IS NULL") == 1
    }

    /// Writes all of it; the name is in `information`, never empty.
    func store(_ information: BaseInformation, of app: ID<MiniProgram>, at now: Instant) throws {
        let changed = try db.execute(
            """
            UPDATE mini_program SET name = \(information.name), english_name = \(information.englishName),
                slogan = \(information.slogan), description = \(information.description), logo = \(information.logo),
                region_type = \(information.regionType),
                region_areas = \(information.provinces.joined(separator: " ")),
                categories = \(information.categories.joined(separator: " ")),
                service_phone = \(information.servicePhone), service_email = \(information.serviceEmail),
                filing_number = \(information.filingNumber), privacy_policy = \(information.privacyPolicyURL),
                request_domains = \(information.requestDomains.joined(separator: "\n")), changed_at = \(now)
            WHERE id = \(app) AND closed_at IS NULL
            """
        )
        guard changed == 1 else { throw Refusal.notFound }
    }

    /// Remembers that a field was changed after the first release, for its quota.
    func remember(_ field: InformationField, of app: ID<MiniProgram>, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO information_change (app_id, field, at) VALUES (\(app), \(field), \(now))
            ON CONFLICT (app_id, field, at) DO NOTHING
            """
        )
    }
}
