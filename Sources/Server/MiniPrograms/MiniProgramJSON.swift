import Domain
import Storage

/// A mini program in the API's lists.
struct AppSummaryJSON: Encodable {
    let appID: String
    let name: String
    let logoURL: String?
    /// What the caller is in it; null for an operator.
    let role: String?

    init(_ entry: SwitcherQueries.Entry, _ settings: Settings) {
        appID = entry.app.rawValue
        name = entry.name
        logoURL = entry.logo.map { settings.publicURL + Paths.picture($0) }
        role = entry.role.rawValue
    }

    enum CodingKeys: String, CodingKey {
        case name, role
        case appID = "app_id"
        case logoURL = "logo_url"
    }
}

/// A mini program with its base information, what it lacks and what may be changed.
struct AppJSON: Encodable {
    struct Completeness: Encodable {
        let percent: Int
        let missing: [String]
        /// Papers that a submission under the chosen categories needs.
        let licences: [String]
    }

    /// How often a field may be changed yet; fields that change freely are not listed.
    struct Quota: Encodable {
        let remaining: Int
        /// The first moment at which it opens again, when it is closed by its quota.
        let nextAt: String?

        enum CodingKeys: String, CodingKey {
            case remaining
            case nextAt = "next_at"
        }
    }

    let app: AuthorisedApp
    let information: BaseInformation
    let dates: (created: Instant, changed: Instant)
    let completeness: Completeness
    let quotas: [String: Quota]
    let logoURL: String?

    enum CodingKeys: String, CodingKey {
        case name, slogan, description, categories, provinces, role, completeness, quotas
        case appID = "app_id"
        case englishName = "english_name"
        case logoURL = "logo_url"
        case regionType = "region_type"
        case servicePhone = "service_phone"
        case serviceEmail = "service_email"
        case filingNumber = "filing_number"
        case privacyPolicyURL = "privacy_policy_url"
        case requestDomains = "request_domains"
        case createdAt = "created_at"
        case changedAt = "changed_at"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(app.id, forKey: .appID)
        try values.encode(information.name, forKey: .name)
        try values.encode(information.englishName, forKey: .englishName)
        try values.encode(information.slogan, forKey: .slogan)
        try values.encode(information.description, forKey: .description)
        try values.encode(logoURL, forKey: .logoURL)
        try values.encode(information.categories, forKey: .categories)
        try values.encode(information.regionType, forKey: .regionType)
        try values.encode(information.provinces, forKey: .provinces)
        try values.encode(information.servicePhone, forKey: .servicePhone)
        try values.encode(information.serviceEmail, forKey: .serviceEmail)
        try values.encode(information.filingNumber, forKey: .filingNumber)
        try values.encode(information.privacyPolicyURL, forKey: .privacyPolicyURL)
        try values.encode(information.requestDomains, forKey: .requestDomains)
        try values.encode(app.role, forKey: .role)
        try values.encode(dates.created.rfc3339, forKey: .createdAt)
        try values.encode(dates.changed.rfc3339, forKey: .changedAt)
        try values.encode(completeness, forKey: .completeness)
        try values.encode(quotas, forKey: .quotas)
    }
}

/// What a `PATCH` may hold; what is absent or null stays as it is.
struct AppPatch: Decodable {
    let edit: InformationEdit

    private enum CodingKeys: String, CodingKey {
        case name, slogan, description, categories, provinces
        case englishName = "english_name"
        case regionType = "region_type"
        case servicePhone = "service_phone"
        case serviceEmail = "service_email"
        case filingNumber = "filing_number"
        case privacyPolicyURL = "privacy_policy_url"
        case requestDomains = "request_domains"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try values.decodeIfPresent(String.self, forKey: key) }
        func list(_ key: CodingKeys) throws -> [String]? {
            try values.decodeIfPresent([String].self, forKey: key)
        }
        var edit = InformationEdit()
        edit.name = try text(.name)
        edit.englishName = try text(.englishName)
        edit.slogan = try text(.slogan)
        edit.description = try text(.description)
        edit.categories = try list(.categories)
        edit.regionType = try text(.regionType)
        edit.provinces = try list(.provinces)
        edit.servicePhone = try text(.servicePhone)
        edit.serviceEmail = try text(.serviceEmail)
        edit.filingNumber = try text(.filingNumber)
        edit.privacyPolicyURL = try text(.privacyPolicyURL)
        edit.requestDomains = try list(.requestDomains)
        self.edit = edit
    }
}

/// The tree of categories as the API gives it.
struct CategoryJSON: Encodable {
    let id: String
    let name: String
    let englishName: String
    let licences: [String]
    let children: [CategoryJSON]

    init(_ category: Categories.Category, _ language: Language) {
        id = category.id
        name = category.name.zh
        englishName = category.name.en
        licences = category.licences.map { $0[language] }
        children = category.children.map { CategoryJSON($0, language) }
    }

    enum CodingKeys: String, CodingKey {
        case id, name, licences, children
        case englishName = "english_name"
    }
}
