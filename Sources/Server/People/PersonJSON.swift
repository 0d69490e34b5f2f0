package import Domain

/// Somebody in a list of people.
package struct PersonSummaryJSON: Encodable, Sendable {
    package let login: String
    package let name: String
    let picture: Nullable<String>
    package let duties: [Duty]
    package let disabled: Bool
    package let createdAt: String
    package let lastSeenAt: Nullable<String>

    init(_ row: PersonRow, _ duties: [Duty], _ settings: Settings) {
        (login, name, self.duties) = (row.login, row.name, duties)
        picture = Nullable(row.picture.map { settings.publicURL + Paths.picture($0) })
        disabled = row.isDisabled
        createdAt = row.createdAt.rfc3339
        lastSeenAt = Nullable(row.lastSeen?.rfc3339)
    }

    private enum CodingKeys: String, CodingKey {
        case login, name, picture, duties, disabled
        case createdAt = "created_at"
        case lastSeenAt = "last_seen_at"
    }
}

/// Why somebody is shut out.
package struct DisablingJSON: Encodable, Sendable {
    package let at: String
    package let reason: DisableReason
    package let note: String

    init(_ disabling: PersonDisabling) {
        (at, reason, note) = (disabling.at.rfc3339, disabling.reason, disabling.note)
    }
}

/// Somebody with everything that an administrator looks after; sessions, tokens and mini programs have lists of their own.
package struct PersonDetailJSON: Encodable, Sendable {
    package let person: PersonSummaryJSON
    package let disabling: DisablingJSON?
    /// How they came in.
    package let came: String
    package let secondFactor: Bool
    package let lastAdministrator: Bool
    package let level: Int
    package let sessions: Int
    package let tokens: Int
    package let apps: Int

    private enum CodingKeys: String, CodingKey {
        case disabling, came, level, sessions, tokens, apps
        case lastAdministrator = "last_administrator"
        case secondFactor = "second_factor"
    }

    package func encode(to encoder: any Encoder) throws {
        try person.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(disabling, forKey: .disabling)
        try container.encode(came, forKey: .came)
        try container.encode(secondFactor, forKey: .secondFactor)
        try container.encode(lastAdministrator, forKey: .lastAdministrator)
        try container.encode(level, forKey: .level)
        try container.encode(sessions, forKey: .sessions)
        try container.encode(tokens, forKey: .tokens)
        try container.encode(apps, forKey: .apps)
    }
}

package struct PersonSessionJSON: Encodable, Sendable {
    package let id: String
    package let address: String
    package let agent: String
    package let createdAt: String
    package let lastSeenAt: String

    init(_ device: MeQueries.Device) {
        (id, address, agent) = (device.id.rawValue, device.address, device.agent)
        (createdAt, lastSeenAt) = (device.since.rfc3339, device.lastSeen.rfc3339)
    }

    private enum CodingKeys: String, CodingKey {
        case id, address, agent
        case createdAt = "created_at"
        case lastSeenAt = "last_seen_at"
    }
}

struct PersonAppJSON: Encodable {
    let appID: String
    let name: String
    let role: MemberRole
    let joinedAt: String

    init(_ entry: SwitcherQueries.Entry) {
        (appID, name, role) = (entry.app.rawValue, entry.name, entry.role)
        joinedAt = entry.joinedAt.rfc3339
    }

    private enum CodingKeys: String, CodingKey {
        case name, role
        case appID = "app_id"
        case joinedAt = "joined_at"
    }
}
