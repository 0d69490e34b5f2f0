import Domain

/// How a field of the base information is asked for: its limits, keyboard, example and hint.
struct FieldLook {
    let limits: ClosedRange<Int>?
    let isOptional: Bool
    let type: String
    let inputMode: String
    let placeholder: Words
    let hint: Words

    init(_ field: InformationField) {
        limits =
            switch field {
            case .name, .englishName: TextRules.nameLength
            case .slogan: TextRules.sloganLength
            case .description: TextRules.descriptionLength
            default: nil
            }
        isOptional = [.englishName, .filingNumber, .privacyPolicyURL, .requestDomains].contains(field)
        (type, inputMode) =
            switch field {
            case .servicePhone: ("tel", "tel")
            case .serviceEmail: ("email", "email")
            case .privacyPolicyURL: ("url", "url")
            default: ("text", "text")
            }
        placeholder =
            switch field {
            case .name: Words("例如：山丘咖啡点单", "For example: Hill Coffee Orders")
            case .englishName: Words("例如：Hill Coffee", "For example: Hill Coffee")
            case .slogan: Words("例如：到店即取，不用排队", "For example: order ahead, skip the line")
            case .description: Words("它为谁解决什么问题", "What it solves, and for whom")
            case .servicePhone: Words("0571-88886666", "0571-88886666")
            case .serviceEmail: Words("service@example.com", "service@example.com")
            case .filingNumber: Words("浙ICP备2021000001号-1A", "浙ICP备2021000001号-1A")
            case .privacyPolicyURL: Words("https://", "https://")
            case .requestDomains: Words("api.example.com", "api.example.com")
            case .logo, .categories, .regionType, .provinces: Words("", "")
            }
        hint =
            switch field {
            case .name: Words("一个汉字算 2 个字符", "A Chinese character counts 2")
            case .servicePhone: Words("电话和邮箱至少填一个", "A phone or an e-mail address, at least one")
            case .filingNumber: Words("主管部门备案后得到的编号", "The number you get when the service is filed")
            case .privacyPolicyURL:
                Words("用户第一次打开时看到，说明收集什么、为什么", "Shown at first opening: what you collect, and why")
            case .requestDomains:
                Words("小程序只能请求这些 https 域名，不带端口和路径", "The https hosts it may ask, without port or path")
            default: Words("", "")
            }
    }
}
