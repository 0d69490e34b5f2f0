/// Everything that can be asked for. Raw values are `noun.verb`: stored in tokens' scopes, never renamed.
package enum Action: String, CaseIterable, Sendable, Codable {
    // The installation
    case installationRead = "installation.read"
    case installationSetUp = "installation.set_up"
    case installationMetrics = "installation.metrics"
    // People
    case sessionStart = "session.start"
    case sessionEnd = "session.end"
    case profileRead = "profile.read"
    case profileEdit = "profile.edit"
    case passwordChange = "password.change"
    case tokenManage = "token.manage"
    case personAdd = "person.add"
    case personDisable = "person.disable"
    case personSetPassword = "person.set_password"
    case journalRead = "journal.read"
    // Mini programs
    case appCreate = "app.create"
    case appList = "app.list"
    case appView = "app.view"
    case appEdit = "app.edit"
    case appClose = "app.close"
    // Versions
    case versionView = "version.view"
    case versionUpload = "version.upload"
    case versionDelete = "version.delete"
    case versionSetExperience = "version.set_experience"
    case versionPreview = "version.preview"
    case versionSubmit = "version.submit"
    case versionWithdraw = "version.withdraw"
    case versionReview = "version.review"
    case versionDescribe = "version.describe"
    case versionGray = "version.gray"
    case versionRelease = "version.release"
    case versionRollBack = "version.roll_back"
    case versionTakeOffline = "version.take_offline"
    case versionForceOffline = "version.force_offline"
    case releaseRules = "app.release_rules"
    // The review console
    case reviewList = "review.list"
    case reviewTemplates = "review.templates"
    // Host apps
    case runtimeAsk = "runtime.ask"
    case runtimeExplain = "runtime.explain"
    case runtimeKeyRotate = "runtime.key_rotate"
    case hostUserManage = "host_user.manage"
    // The experience version, for whoever holds its code
    case experienceOpen = "experience.open"
    case experienceManage = "experience.manage"
}
