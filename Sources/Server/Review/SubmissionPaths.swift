import Domain

/// The steps of a submission, each its own address.
enum SubmissionStep: String, CaseIterable {
    case check, agreement, fields, summary

    var words: Words {
        switch self {
        case .check: Words("检查", "Check")
        case .agreement: Words("协议", "Agreement")
        case .fields: Words("资料", "Details")
        case .summary: Words("确认", "Confirm")
        }
    }
}

extension Paths {
    static let agreement = "/agreement"
    static let refusals = "/refusals"

    static func agreement(_ version: String) -> String { "\(agreement)/\(version)" }
    static func refusal(_ type: RejectionType) -> String { "\(refusals)#\(type.rawValue)" }

    static func submit(
        _ number: VersionNumber,
        of id: ID<MiniProgram>,
        _ step: SubmissionStep = .check
    ) -> String {
        let submit = "\(version(number, of: id))/submit"
        return step == .check ? submit : "\(submit)/\(step.rawValue)"
    }
    /// Where the script saves what was typed.
    static func submissionDraft(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(submit(number, of: id))/draft"
    }
    /// Where the script sends pictures, one at a time.
    static func submissionPictures(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(submit(number, of: id))/pictures"
    }
    static func withdraw(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/withdraw"
    }
    static func returnToDevelopment(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/return"
    }
    static func review(_ number: VersionNumber, of id: ID<MiniProgram>) -> String {
        "\(version(number, of: id))/review"
    }
    /// The form that holds a field, at the field; saving leads on to `next`.
    static func field(_ field: InformationField, of id: ID<MiniProgram>, next: String) -> String {
        "\(section(field.section, of: id))?next=\(next.addingPercentEncoding())#\(field.anchor)"
    }
}
