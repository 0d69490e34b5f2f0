/// A change of some of the base information as somebody typed it; nil leaves a field as it is, empty clears it.
package struct InformationEdit: Hashable, Sendable {
    package var name: String?
    package var englishName: String?
    package var slogan: String?
    package var description: String?
    package var categories: [String]?
    package var regionType: String?
    package var provinces: [String]?
    package var servicePhone: String?
    package var serviceEmail: String?
    package var filingNumber: String?
    package var privacyPolicyURL: String?
    package var requestDomains: [String]?

    package init() {}

    /// The information after this change, or every problem with it. The logo is none of it: pictures have their own way in.
    package func applied(
        to current: BaseInformation,
        categories tree: Categories,
        provinces list: Provinces
    ) -> (information: BaseInformation, problems: [FieldProblem]) {
        var result = current
        var problems: [FieldProblem] = []

        func take<Value>(_ field: InformationField, _ checked: Checked<Value>?, _ keep: (Value) -> Void) {
            switch checked {
            case .none: break
            case .good(let value): keep(value)
            case .bad(let words): problems.append(FieldProblem(field: field.rawValue, words: words))
            }
        }

        take(.name, name.map(TextRules.name)) { result.name = $0 }
        take(.englishName, englishName.map(TextRules.englishName)) { result.englishName = $0 }
        take(.slogan, slogan.map(TextRules.slogan)) { result.slogan = $0 }
        take(.description, description.map(TextRules.description)) { result.description = $0 }
        take(.categories, categories.map { ChoiceRules.categories($0, in: tree) }) { result.categories = $0 }
        take(.regionType, regionType.map(ChoiceRules.regionType)) { result.regionType = $0 }
        take(.provinces, provinces.map { ChoiceRules.provinces($0, in: list) }) { result.provinces = $0 }
        take(.servicePhone, servicePhone.map(ContactRules.phone)) { result.servicePhone = $0 }
        take(.serviceEmail, serviceEmail.map(ContactRules.email)) { result.serviceEmail = $0 }
        take(.filingNumber, filingNumber.map(FilingNumber.check)) { result.filingNumber = $0 }
        take(.privacyPolicyURL, privacyPolicyURL.map(AddressRules.privacyPolicy)) { result.privacyPolicyURL = $0 }
        take(.requestDomains, requestDomains.map(AddressRules.domains)) { result.requestDomains = $0 }

        if result.regionType == .location {
            let mentioned = regionType != nil || provinces != nil
            if mentioned, result.provinces.isEmpty, !problems.contains(where: { $0.field == "provinces" }) {
                let words = Words("选择部分省份时，请至少勾选一个省份。", "With some provinces only, choose at least one.")
                problems.append(FieldProblem(field: InformationField.provinces.rawValue, words: words))
            }
        } else {
            if regionType == nil, provinces?.isEmpty == false {
                let words = Words("服务范围是部分省份时才选择省份。", "Provinces are chosen only when the area is some provinces.")
                problems.append(FieldProblem(field: InformationField.provinces.rawValue, words: words))
            }
            result.provinces = []
        }
        return (result, problems)
    }
}

/// A value fit to keep, or the sentence that says what is wrong with it.
package enum Checked<Value: Sendable>: Sendable {
    case good(Value)
    case bad(Words)

    package var value: Value? { if case .good(let value) = self { value } else { nil } }
    package var words: Words? { if case .bad(let words) = self { words } else { nil } }
}
