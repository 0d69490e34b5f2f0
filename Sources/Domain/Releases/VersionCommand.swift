/// What somebody asks to be done with a version, with what it takes.
package enum VersionCommand: Hashable, Sendable {
    /// - Parameter replacesGray: whether it shall take over the gray release that runs now.
    case submit(ID<Submission>, replacesGray: Bool, isExpress: Bool)
    case withdraw
    case decide(ID<Submission>, ReviewDecision, [RejectionType])
    case returnToDevelopment
    case startGray(ID<GrayRelease>, CohortSalt, GrayShare, isAutomatic: Bool)
    case enlargeGray(GrayShare, isScheduled: Bool)
    case endGray
    /// This one, which passed review, takes over the gray release's users.
    case replaceGray
    case release
    case takeOffline
    /// - Parameter confirmed: the number of the version that is rolled away, typed where it is forward only.
    case rollBack(confirmed: VersionNumber?)
    case forceOffline
    case delete(cancelsExperience: Bool)

    /// The row of the status table that it is judged by.
    package var action: VersionAction {
        switch self {
        case .submit: .submit
        case .withdraw: .withdraw
        case .decide(_, let decision, _): decision.action
        case .returnToDevelopment: .returnToDevelopment
        case .startGray: .startGray
        case .enlargeGray: .enlargeGray
        case .endGray: .endGray
        case .replaceGray: .startGray
        case .release: .release
        case .takeOffline: .takeOffline
        case .rollBack: .rollBack
        case .forceOffline: .forceOffline
        case .delete: .delete
        }
    }

    /// As a refusal calls it.
    package var words: Words {
        if case .replaceGray = self { Words("替换灰度版", "Replace the gray version") } else { action.words }
    }
}
