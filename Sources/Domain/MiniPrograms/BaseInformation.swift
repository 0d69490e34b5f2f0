/// What a mini program says about itself, checked and normalised. An empty text or list is a field not filled yet.
package struct BaseInformation: Hashable, Sendable {
    package var name: String
    package var englishName = ""
    package var slogan = ""
    package var description = ""
    /// The SHA-256 of the picture; nil while there is none.
    package var logo: String?
    /// Ids of leaves of the category tree, 1 to 4 when filled.
    package var categories: [String] = []
    package var regionType: RegionType?
    /// Codes, only with `RegionType.location`.
    package var provinces: [String] = []
    package var servicePhone = ""
    package var serviceEmail = ""
    package var filingNumber = ""
    package var privacyPolicyURL = ""
    /// Host names without a scheme; they are only ever reached by https.
    package var requestDomains: [String] = []

    package init(name: String) { self.name = name }

    /// The fields in which this differs from `other`, in the order of the fields.
    package func differences(from other: BaseInformation) -> [InformationField] {
        InformationField.allCases.filter { field in
            switch field {
            case .name: name != other.name
            case .englishName: englishName != other.englishName
            case .slogan: slogan != other.slogan
            case .description: description != other.description
            case .logo: logo != other.logo
            case .categories: categories != other.categories
            case .regionType: regionType != other.regionType
            case .provinces: provinces != other.provinces
            case .servicePhone: servicePhone != other.servicePhone
            case .serviceEmail: serviceEmail != other.serviceEmail
            case .filingNumber: filingNumber != other.filingNumber
            case .privacyPolicyURL: privacyPolicyURL != other.privacyPolicyURL
            case .requestDomains: requestDomains != other.requestDomains
            }
        }
    }
}
