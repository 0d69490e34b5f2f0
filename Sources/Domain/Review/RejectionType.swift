/// Why a version is rejected. Raw values are stored and never change.
///
/// Source: the groups of reasons in `mini-program-rules`.
package enum RejectionType: String, CaseIterable, Sendable, Codable {
    case requestFailure = "request_failure"
    case jsapiError = "jsapi_error"
    case whiteScreen = "white_screen"
    case blankPage = "blank_page"
    case webViewPermission = "web_view_permission"
    case expiredCertificate = "expired_certificate"
    case serviceUnavailable = "service_unavailable"
    case placeholderContent = "placeholder_content"
    case nameMismatch = "name_mismatch"
    case categoryMismatch = "category_mismatch"
    case paymentFault = "payment_fault"
    case impliedEndorsement = "implied_endorsement"
    case other

    package var words: Words {
        switch self {
        case .requestFailure: Words("请求失败", "Failing requests")
        case .jsapiError: Words("接口报错", "API errors")
        case .whiteScreen: Words("弱网白屏", "White screen on a weak network")
        case .blankPage: Words("页面空白", "Blank page")
        case .webViewPermission: Words("web-view 无权限", "Web view not permitted")
        case .expiredCertificate: Words("证书过期", "Expired certificate")
        case .serviceUnavailable: Words("服务不可用", "Service unavailable")
        case .placeholderContent: Words("测试或占位内容", "Placeholder content")
        case .nameMismatch: Words("名称或标语与服务不符", "Name or slogan unlike the service")
        case .categoryMismatch: Words("类目或资质不符", "Category or licence mismatch")
        case .paymentFault: Words("支付异常", "Payment faults")
        case .impliedEndorsement: Words("暗示平台背书", "Implied endorsement")
        case .other: Words("其他", "Other")
        }
    }
}
