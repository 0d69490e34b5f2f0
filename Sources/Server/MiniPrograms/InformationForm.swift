import Domain

extension InformationEdit {
    /// What the form of one section sends. A list's checkboxes that are all empty clear the list.
    ///
    /// A text that is what the page showed is left as it is: somebody else may have changed it since.
    init(_ form: FormFields, section: InformationSection) {
        func typed(_ field: InformationField) -> String? {
            guard let text = form[field.rawValue] else { return nil }
            let shown = form[field.shownName].map(PlainText.lines)
            return PlainText.lines(text) == shown ? nil : text
        }
        self.init()
        switch section {
        case .names:
            name = typed(.name)
            englishName = typed(.englishName)
            slogan = typed(.slogan)
            description = typed(.description)
        case .categories: categories = form.all("categories")
        case .region:
            regionType = form["region_type"] ?? ""
            provinces = form.all("provinces")
        case .contacts:
            servicePhone = typed(.servicePhone)
            serviceEmail = typed(.serviceEmail)
        case .compliance:
            filingNumber = typed(.filingNumber)
            privacyPolicyURL = typed(.privacyPolicyURL)
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

extension InformationField {
    /// The name under which a form sends what its page showed.
    var shownName: String { "shown_\(rawValue)" }
}
