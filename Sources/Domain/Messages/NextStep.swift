/// The one thing to do next that a message carries.
package enum NextStep: Hashable, Sendable {
    /// Accept or decline, in the message itself.
    case answerInvitation(ID<Invitation>)
    case answerJoinRequest(ID<JoinRequest>)
    case answerHandOver(ID<HandOver>)
    case openApp
    case openMembers
    case openInformation
    case openVersion(VersionNumber)
    /// The reasons of a refusal.
    case openOutcome(VersionNumber)
    case startGray(VersionNumber)
    /// The running gray release, where it is enlarged, released or ended.
    case openGray(VersionNumber)
    case openExperience
    case openExperienceSettings
    case openReleaseRules
    case openDevices
    case openPassword
    case openAccountLink(ID<AccountLink>)
    case openSecurity
    case openTokens
    case openWebhook(ID<Webhook>)
    case openFeedback(ID<FeedbackIssue>)

    /// As the table of rules is printed.
    package var name: String {
        switch self {
        case .answerInvitation: "accept or decline the invitation"
        case .answerJoinRequest: "admit or decline"
        case .answerHandOver: "take over or decline"
        case .openApp: "open the mini program"
        case .openMembers: "open the members"
        case .openInformation: "open the base information"
        case .openVersion: "open the version"
        case .openOutcome: "open the reasons"
        case .startGray: "start the gray release"
        case .openGray: "open the gray release"
        case .openExperience: "open the experience version"
        case .openExperienceSettings: "open the experience settings"
        case .openReleaseRules: "open the release rules"
        case .openDevices: "open the devices"
        case .openPassword: "open the password"
        case .openAccountLink: "open the invitation link"
        case .openSecurity: "open the security page"
        case .openTokens: "open the tokens"
        case .openWebhook: "open the webhook"
        case .openFeedback: "open the feedback"
        }
    }
}

extension NextStep {
    /// Whether it is answered in the message itself.
    package var isAnswer: Bool {
        switch self {
        case .answerInvitation, .answerJoinRequest, .answerHandOver: true
        case .openApp, .openMembers, .openInformation, .openVersion, .openOutcome, .startGray, .openGray,
            .openExperience, .openExperienceSettings, .openReleaseRules, .openDevices, .openPassword, .openAccountLink,
            .openSecurity, .openTokens, .openWebhook, .openFeedback:
            false
        }
    }
}
