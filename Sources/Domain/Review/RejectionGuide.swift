/// What a developer should know about one reason for a rejection: what it means, what it looks like, how to find it, how to
/// mend it.
package struct RejectionGuide: Hashable, Sendable {
    package let meaning: Words
    /// What a reviewer wrote in such a case.
    package let example: Words
    /// How to see it oneself, step by step.
    package let find: [Words]
    /// What to change, step by step.
    package let mend: [Words]

    /// In which order and under which headings people read about the types.
    package static let groups: [(title: Words, types: [RejectionType])] = [
        (
            Words("打不开、加载不出来", "It does not open or load"),
            [.whiteScreen, .blankPage, .requestFailure, .jsapiError, .serviceUnavailable]
        ),
        (Words("网页和证书", "Web views and certificates"), [.webViewPermission, .expiredCertificate]),
        (
            Words("内容和资料", "Content and papers"),
            [.placeholderContent, .nameMismatch, .categoryMismatch, .impliedEndorsement]
        ),
        (Words("支付和其他", "Payment and the rest"), [.paymentFault, .other]),
    ]
}

extension RejectionType {
    package var guide: RejectionGuide {
        switch self {
        case .requestFailure: .requestFailure
        case .jsapiError: .jsapiError
        case .whiteScreen: .whiteScreen
        case .blankPage: .blankPage
        case .webViewPermission: .webViewPermission
        case .expiredCertificate: .expiredCertificate
        case .serviceUnavailable: .serviceUnavailable
        case .placeholderContent: .placeholderContent
        case .nameMismatch: .nameMismatch
        case .categoryMismatch: .categoryMismatch
        case .paymentFault: .paymentFault
        case .impliedEndorsement: .impliedEndorsement
        case .other: .other
        }
    }
}
