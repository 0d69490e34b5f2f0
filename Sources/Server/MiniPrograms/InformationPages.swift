import Domain

/// The base information at a glance, each part with its own way to change it.
struct InformationPage: Sendable {
    struct Line: Sendable {
        let label: String
        let value: String
        let isEmpty: Bool
        /// A submission asks for it.
        let isRequired: Bool
        let path: String
        /// How many changes are left; empty when they are not counted.
        let quota: String
        let hasQuota: Bool
    }

    struct Group: Sendable {
        let title: String
        let lines: [Line]
    }

    let name: String
    let id: String
    let plainID: String
    let tile: Tile
    let logoPath: String
    let hasLogo: Bool
    let gauge: Gauge
    let licences: String
    let hasLicences: Bool
    let groups: [Group]
    let canEdit: Bool
    let isLocked: Bool
    /// Changes are counted: it was released once.
    let isCounted: Bool
    let codePath: String
    /// How it releases; for those who may change that.
    let rulesPath: String
    let hasRules: Bool
    let webhooksPath: String
    let hasWebhooks: Bool
    let canClose: Bool
    let closePath: String

    /// The sections as they stand together on the page.
    private static let parts: [(title: Words, sections: [InformationSection])] = [
        (InformationSection.names.label, [.names]),
        (Words("类目与服务范围", "Categories and service area"), [.categories, .region]),
        (InformationSection.contacts.label, [.contacts]),
        (Words("备案、隐私与域名", "Filing, privacy and domains"), [.compliance, .domains]),
    ]

    init(
        _ app: AuthorisedApp,
        _ information: BaseInformation,
        _ allowances: [InformationField: EditAllowance],
        _ catalogue: Catalogue,
        offsetSeconds: Int,
        _ language: Language
    ) {
        let completeness = Completeness(of: information, categories: catalogue.categories)
        name = app.name
        id = AppID.grouped(app.id)
        plainID = app.id.rawValue
        tile = Tile(name: app.name, picture: information.logo)
        logoPath = Paths.section(.logo, of: app.id)
        hasLogo = information.logo != nil
        gauge = Gauge(completeness, of: app, language)
        licences = completeness.licences.map { $0[language] }.joined(separator: language == .zh ? "、" : ", ")
        hasLicences = !completeness.licences.isEmpty
        canEdit = app.allows(.appEdit)
        isLocked = allowances[.name]?.state == .lockedInReview
        isCounted = allowances[.name]?.remaining != nil
        codePath = Paths.code(app.id)
        rulesPath = ReleasePaths.rules(app.id)
        hasRules = app.allows(.releaseRules)
        webhooksPath = Paths.webhooks(app.id)
        hasWebhooks = app.allows(.webhookManage)
        canClose = app.allows(.appClose)
        closePath = Paths.close(app.id)

        let missing = Set(completeness.missing.map(\.field))
        let texts = InformationTexts(information, catalogue, language)
        groups = Self.parts.map { part in
            let fields = part.sections.flatMap(\.fields)
                .filter { $0 != .provinces || information.regionType == .location }
            return Group(
                title: part.title[language],
                lines: fields.map { field in
                    let value = texts.value(of: field)
                    let quota = allowances[field]?.label(offsetSeconds: offsetSeconds)?[language] ?? ""
                    return Line(
                        label: field.label[language],
                        value: value,
                        isEmpty: value.isEmpty,
                        isRequired: missing.contains(field),
                        path: Paths.field(field, of: app.id),
                        quota: quota,
                        hasQuota: !quota.isEmpty
                    )
                }
            )
        }
    }
}

/// The fields of the base information as people read them.
struct InformationTexts {
    let information: BaseInformation
    let catalogue: Catalogue
    let language: Language

    init(_ information: BaseInformation, _ catalogue: Catalogue, _ language: Language) {
        (self.information, self.catalogue, self.language) = (information, catalogue, language)
    }

    private var comma: String { language == .zh ? "、" : ", " }

    func value(of field: InformationField) -> String {
        switch field {
        case .name: information.name
        case .englishName: information.englishName
        case .slogan: information.slogan
        case .description: information.description
        case .logo: ""
        case .categories:
            information.categories.compactMap { catalogue.categories.path(of: $0)?[language] }
                .joined(separator: language == .zh ? "、" : "; ")
        case .regionType: information.regionType?.words[language] ?? ""
        case .provinces:
            catalogue.provinces.ordered(information.provinces).map { $0.name[language] }.joined(separator: comma)
        case .servicePhone: information.servicePhone
        case .serviceEmail: information.serviceEmail
        case .filingNumber: information.filingNumber
        case .privacyPolicyURL: information.privacyPolicyURL
        case .requestDomains: information.requestDomains.joined(separator: comma)
        }
    }
}
