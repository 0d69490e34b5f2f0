import Domain

extension InformationEdit {
    /// What the form of one section sends. A list's checkboxes that are all empty clear the list.
    ///
    /// What is as the page showed it is left as it is: somebody else may have changed it since.
    init(_ form: FormFields, section: InformationSection) {
        func typed(_ field: InformationField) -> String? {
            guard let text = form[field.rawValue] else { return nil }
            let shown = form[field.shownName].map(PlainText.lines)
            return PlainText.lines(text) == shown ? nil : text
        }
        func chosen(_ field: InformationField, _ list: [String]) -> [String]? {
            let shown = form[field.shownName].map { Set($0.split(whereSeparator: \.isNewline).map(String.init)) }
            return Set(list) == shown ? nil : list
        }
        self.init()
        switch section {
        case .names:
            name = typed(.name)
            englishName = typed(.englishName)
            slogan = typed(.slogan)
            description = typed(.description)
        case .categories: categories = chosen(.categories, form.all("categories"))
        case .region:
            let region = form["region_type"] ?? ""
            regionType = region == form[InformationField.regionType.shownName] ? nil : region
            // Those that are still ticked under another region mean nothing.
            if region == RegionType.location.rawValue { provinces = chosen(.provinces, form.all("provinces")) }
        case .contacts:
            servicePhone = typed(.servicePhone)
            serviceEmail = typed(.serviceEmail)
        case .compliance:
            filingNumber = typed(.filingNumber)
            privacyPolicyURL = typed(.privacyPolicyURL)
        case .domains:
            let lines = form.all("request_domains").flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
            requestDomains = chosen(.requestDomains, lines)
        case .logo: break
        }
    }

    /// What the fields of a form show: the typed text where there is one, else what is kept. Lists have a line for each.
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
        case .categories: (categories ?? kept.categories).joined(separator: "\n")
        case .regionType: regionType ?? kept.regionType?.rawValue ?? ""
        case .provinces: (provinces ?? kept.provinces).joined(separator: "\n")
        case .requestDomains: (requestDomains ?? kept.requestDomains).joined(separator: "\n")
        case .logo: ""
        }
    }
}

extension InformationField {
    /// The name under which a form sends what its page showed.
    var shownName: String { "shown_\(rawValue)" }
}
