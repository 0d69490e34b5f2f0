/// A field of the base information. Raw values are the names of the JSON API and of the journal, never renamed.
package enum InformationField: String, CaseIterable, Sendable, Codable {
    case name
    case englishName = "english_name"
    case slogan
    case description
    case logo
    case categories
    case regionType = "region_type"
    case provinces
    case servicePhone = "service_phone"
    case serviceEmail = "service_email"
    case filingNumber = "filing_number"
    case privacyPolicyURL = "privacy_policy_url"
    case requestDomains = "request_domains"

    package var label: Words {
        switch self {
        case .name: Words("名称", "Name")
        case .englishName: Words("英文名称", "English name")
        case .slogan: Words("标语", "Slogan")
        case .description: Words("简介", "Description")
        case .logo: Words("图标", "Logo")
        case .categories: Words("类目", "Categories")
        case .regionType: Words("服务范围", "Service area")
        case .provinces: Words("服务省份", "Provinces")
        case .servicePhone: Words("客服电话", "Service phone")
        case .serviceEmail: Words("客服邮箱", "Service e-mail")
        case .filingNumber: Words("备案号", "Filing number")
        case .privacyPolicyURL: Words("隐私政策", "Privacy policy")
        case .requestDomains: Words("请求域名", "Request domains")
        }
    }

    /// The part of the base information that the field is edited in.
    package var section: InformationSection {
        switch self {
        case .name, .englishName, .slogan, .description: .names
        case .logo: .logo
        case .categories: .categories
        case .regionType, .provinces: .region
        case .servicePhone, .serviceEmail: .contacts
        case .filingNumber, .privacyPolicyURL: .compliance
        case .requestDomains: .domains
        }
    }

    /// The id of the field's element on its page, for links from a completeness meter or a refusal.
    package var anchor: String { "field-" + rawValue.split(separator: "_").joined(separator: "-") }
}

/// A part of the base information with a page of its own. Raw values stand in addresses.
package enum InformationSection: String, CaseIterable, Sendable {
    case logo, names, categories, region, contacts, compliance, domains

    package var label: Words {
        switch self {
        case .logo: Words("图标", "Logo")
        case .names: Words("名称与介绍", "Name and description")
        case .categories: Words("类目", "Categories")
        case .region: Words("服务范围", "Service area")
        case .contacts: Words("客服联系方式", "Service contacts")
        case .compliance: Words("备案与隐私", "Filing and privacy")
        case .domains: Words("请求域名", "Request domains")
        }
    }

    package var fields: [InformationField] { InformationField.allCases.filter { $0.section == self } }
}
