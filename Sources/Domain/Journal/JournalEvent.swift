/// What happened, as the journal keeps it for ever.
///
/// The coding keys are the stored words; they and the payload's keys never change. A payload holds ids, numbers and words,
/// never names, texts or logins, so that a person can be forgotten without breaking the chain.
package enum JournalEvent: Codable, Hashable, Sendable {
    case personAdded(person: ID<Person>, duties: [Duty])
    case personDisabled(person: ID<Person>)
    case personEnabled(person: ID<Person>)
    case profileChanged(person: ID<Person>)
    case passwordChanged(person: ID<Person>)
    case tokenMade(token: ID<APIToken>, scopes: [Action])
    case tokenRevoked(token: ID<APIToken>)
    case appCreated
    case informationChanged(fields: [String])
    case appClosed
    case memberAdded(person: ID<Person>, role: MemberRole)
    case versionUploaded(version: ID<Version>, number: VersionNumber, package: String, errors: Int, warnings: Int)
    case versionDeleted(version: ID<Version>, number: VersionNumber)
    case experienceSet(version: ID<Version>, number: VersionNumber)
    case experienceCancelled(version: ID<Version>, number: VersionNumber)
    case experienceCodeRevoked
    case experienceOpened(until: Instant?)
    case previewMade(package: String)

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case personAdded = "person.added"
        case personDisabled = "person.disabled"
        case personEnabled = "person.enabled"
        case profileChanged = "profile.changed"
        case passwordChanged = "password.changed"
        case tokenMade = "token.made"
        case tokenRevoked = "token.revoked"
        case appCreated = "app.created"
        case informationChanged = "app.information_changed"
        case appClosed = "app.closed"
        case memberAdded = "member.added"
        case versionUploaded = "version.uploaded"
        case versionDeleted = "version.deleted"
        case experienceSet = "experience.set"
        case experienceCancelled = "experience.cancelled"
        case experienceCodeRevoked = "experience.code_revoked"
        case experienceOpened = "experience.opened"
        case previewMade = "preview.made"
    }

    /// The stable word, as stored and filtered by.
    package var word: String { key.rawValue }

    private var key: CodingKeys {
        switch self {
        case .personAdded: .personAdded
        case .personDisabled: .personDisabled
        case .personEnabled: .personEnabled
        case .profileChanged: .profileChanged
        case .passwordChanged: .passwordChanged
        case .tokenMade: .tokenMade
        case .tokenRevoked: .tokenRevoked
        case .appCreated: .appCreated
        case .informationChanged: .informationChanged
        case .appClosed: .appClosed
        case .memberAdded: .memberAdded
        case .versionUploaded: .versionUploaded
        case .versionDeleted: .versionDeleted
        case .experienceSet: .experienceSet
        case .experienceCancelled: .experienceCancelled
        case .experienceCodeRevoked: .experienceCodeRevoked
        case .experienceOpened: .experienceOpened
        case .previewMade: .previewMade
        }
    }
}
