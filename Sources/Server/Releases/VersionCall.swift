import Domain

/// What the API can be asked to do with a version, by the last word of the call's address. Raw values never change.
enum VersionCall: String, CaseIterable, Encodable, Sendable {
    case submit, withdraw
    case returnToDevelopment = "return"
    case review
    /// Begins a gray release or enlarges it.
    case gray
    /// `DELETE …/gray`.
    case endGray = "end_gray"
    /// Takes over the gray release that runs.
    case replace
    case release
    case rollBack = "rollback"
    case takeOffline = "offline"
    /// `…/offline` with `"forced": true`.
    case forceOffline = "force_offline"
    case delete

    init?(_ action: VersionAction, replaces: Bool) {
        switch action {
        case .submit: self = .submit
        case .withdraw: self = .withdraw
        case .approve, .approveBase, .reject: self = .review
        case .returnToDevelopment: self = .returnToDevelopment
        case .startGray: self = replaces ? .replace : .gray
        case .enlargeGray: self = .gray
        case .endGray: self = .endGray
        case .release: self = .release
        case .takeOffline: self = .takeOffline
        case .rollBack: self = .rollBack
        case .forceOffline: self = .forceOffline
        case .delete: self = .delete
        case .restore, .replace: return nil
        }
    }

    /// What the status of a version allows and this caller may do, each once.
    ///
    /// - Parameter replaces: whether the version would take over the gray release that runs.
    static func possible(for status: VersionStatus, replaces: Bool, in app: AuthorisedApp) -> [VersionCall] {
        let calls = status.possibleActions.filter { $0.permission.map(app.allows) ?? false }
            .compactMap { VersionCall($0, replaces: replaces) }
        return allCases.filter(calls.contains)
    }
}
