import Domain

/// One example of every event, as it could happen. A new event gets one here, and with it a line in the golden file.
enum EventExamples {
    private static let person = ID<Person>(rawValue: "01kaqx5v0e00000000000000p1")
    private static let version = ID<Version>(rawValue: "01kaqx5v0e00000000000000v1")
    private static let token = ID<APIToken>(rawValue: "01kaqx5v0e00000000000000t1")
    private static let number = VersionNumber(1, 2, 3)
    private static let package = String(repeating: "0f", count: 32)

    static let all: [JournalEvent] = [
        .personAdded(person: person, duties: [.reviewer, .administrator]),
        .personDisabled(person: person),
        .personEnabled(person: person),
        .profileChanged(person: person),
        .passwordChanged(person: person),
        .tokenMade(token: token, scopes: [.versionUpload, .versionView]),
        .tokenRevoked(token: token),
        .appCreated,
        .informationChanged(fields: ["name", "slogan"]),
        .appClosed,
        .memberAdded(person: person, role: .developer),
        .versionUploaded(version: version, number: number, package: package, errors: 1, warnings: 2),
        .versionDeleted(version: version, number: number),
        .experienceSet(version: version, number: number),
        .experienceCancelled(version: version, number: number),
        .experienceCodeRevoked,
        .experienceOpened(until: Instant(milliseconds: 1_795_426_200_000)),
        .experienceOpened(until: nil),
        .previewMade(package: package),
    ]

    static let recipients = [ID<Person>(rawValue: "01kaqx5v0e00000000000000p2")]
}
