import Domain

extension InformationEdit {
    /// What the form of one section sends. A list's checkboxes that are all empty clear the list.
    init(_ form: FormFields, section: InformationSection) {
        self.init()
        switch section {
        case .names:
            name = form["name"]
            englishName = form["english_name"]
            slogan = form["slogan"]
            description = form["description"]
        case .categories: categories = form.all("categories")
        case .region:
            regionType = form["region_type"] ?? ""
            provinces = form.all("provinces")
        case .contacts:
            servicePhone = form["service_phone"]
            serviceEmail = form["service_email"]
        case .compliance:
            filingNumber = form["filing_number"]
            privacyPolicyURL = form["privacy_policy_url"]
        case .domains:
            requestDomains = form.all("request_domains").flatMap { $0.split(separator: "\n").map(String.init) }
        case .logo: break
        }
    }

    /// What the fields of a form show: the typed text where there is one, else what is kept.
    func text(of field: InformationField, else kept: BaseInformation) -> String {
        switch field {
        case .name: name ?? kept.name
        case .englishName: englishName ?? kept.englishName
        case .slogan: slogan ?? kept.slogan
        case .description: description ?? kept.description
        case .servicePhone: servicePhone ?? kept.servicePhone
        case .serviceEmail: serviceEmail ?? kept.serviceEmail
        case .filingNumber: filingNumber ?? kept.filingNumber
        case .privacyPolicyURL: privacyPolicyURL ?? kept.privacyPolicyURL
        case .logo, .categories, .regionType, .provinces, .requestDomains: ""
        }
    }
}
