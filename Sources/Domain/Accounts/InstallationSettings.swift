/// What the operators of an installation have decided for everybody in it.
///
/// A use case that depends on one reads it in its own transaction; pages read it to decide what they show.
package struct InstallationSettings: Hashable, Sendable {
    /// Who may make themselves an account.
    package enum Registration: String, CaseIterable, Sendable, Codable {
        /// Who holds an invitation.
        case invited
        /// Whoever finds the sign-in page.
        case open
    }

    /// The stable word of each setting: the key of its row, its field in forms, its name in JSON and in the journal.
    package enum Name: String, CaseIterable, Sendable, Codable {
        case registration
        case operatorsNeedSecondFactor = "operators_need_second_factor"
    }

    package var registration: Registration
    /// Whether people with a duty must set up a second factor before they do anything with it.
    package var operatorsNeedSecondFactor: Bool

    /// What holds until somebody decides otherwise: nobody comes in uninvited.
    package static let standard = InstallationSettings(registration: .invited, operatorsNeedSecondFactor: false)

    package init(registration: Registration, operatorsNeedSecondFactor: Bool) {
        (self.registration, self.operatorsNeedSecondFactor) = (registration, operatorsNeedSecondFactor)
    }

    /// From stored rows; what is missing, or was stored by a later program, is as it is by default.
    package init(stored: [String: String]) {
        self = .standard
        if let value = stored[Name.registration.rawValue].flatMap(Registration.init(rawValue:)) { registration = value }
        if let value = stored[Name.operatorsNeedSecondFactor.rawValue] { operatorsNeedSecondFactor = value == "on" }
    }

    /// As stored.
    package func value(of name: Name) -> String {
        switch name {
        case .registration: registration.rawValue
        case .operatorsNeedSecondFactor: operatorsNeedSecondFactor ? "on" : "off"
        }
    }

    /// The settings in which this differs from `old`.
    package func changes(from old: InstallationSettings) -> [Name] {
        Name.allCases.filter { value(of: $0) != old.value(of: $0) }
    }
}
