extension VersionAction {
    /// What somebody must be allowed to take it; nil for what only follows from an action on another version.
    package var permission: Action? {
        switch self {
        case .submit: .versionSubmit
        case .withdraw, .returnToDevelopment: .versionWithdraw
        case .approve, .approveBase, .reject: .versionReview
        case .startGray, .enlargeGray, .endGray: .versionGray
        case .release: .versionRelease
        case .takeOffline: .versionTakeOffline
        case .rollBack: .versionRollBack
        case .forceOffline: .versionForceOffline
        case .delete: .versionDelete
        case .restore, .replace: nil
        }
    }
}
