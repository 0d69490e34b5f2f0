package import Domain

/// What somebody does in a random history. Versions go by their number, so that a history can be replayed on the rules, through
/// the use cases, and with steps left out.
package enum Deed: Hashable, Sendable {
    case upload(VersionNumber, errors: Int)
    case setExperience(VersionNumber)
    case cancelExperience(VersionNumber)
    case markForwardOnly(VersionNumber, Bool)
    case requireSecondPerson(Bool)
    case submit(VersionNumber, replaces: Bool, grayShare: GrayShare?)
    case withdraw(VersionNumber)
    case decide(VersionNumber, ReviewDecision)
    case returnToDevelopment(VersionNumber)
    case startGray(VersionNumber, GrayShare)
    case enlargeGray(VersionNumber, GrayShare)
    case endGray(VersionNumber)
    case replaceGray(VersionNumber)
    case release(VersionNumber, ActionChannel)
    case takeOffline(VersionNumber)
    case rollBack(VersionNumber, confirmed: VersionNumber?)
    case forceOffline(VersionNumber)
    case delete(VersionNumber, cancelsExperience: Bool)

    /// The version that it is about.
    package var number: VersionNumber? {
        switch self {
        case .requireSecondPerson: nil
        case .upload(let number, _), .setExperience(let number), .cancelExperience(let number),
            .markForwardOnly(let number, _), .submit(let number, _, _), .withdraw(let number), .decide(let number, _),
            .returnToDevelopment(let number), .startGray(let number, _), .enlargeGray(let number, _),
            .endGray(let number), .replaceGray(let number), .release(let number, _), .takeOffline(let number),
            .rollBack(let number, _), .forceOffline(let number), .delete(let number, _):
            number
        }
    }

    /// Which kind of deed it is: the case's name.
    package var kind: String {
        switch self {
        case .upload: "upload"
        case .setExperience: "set experience"
        case .cancelExperience: "cancel experience"
        case .markForwardOnly: "mark forward only"
        case .requireSecondPerson: "require a second person"
        case .submit(_, let replaces, _): replaces ? "submit as a replacement" : "submit"
        case .withdraw: "withdraw"
        case .decide(_, let decision): decision.rawValue
        case .returnToDevelopment: "return"
        case .startGray: "start gray"
        case .enlargeGray: "enlarge gray"
        case .endGray: "end gray"
        case .replaceGray: "replace gray"
        case .release(_, let channel): channel == .byHand ? "release" : "release by the open platform"
        case .takeOffline: "take offline"
        case .rollBack: "roll back"
        case .forceOffline: "force offline"
        case .delete: "delete"
        }
    }

    /// What it takes besides the version.
    fileprivate var rest: String {
        switch self {
        case .upload(_, let errors): errors > 0 ? " with \(errors) errors" : ""
        case .markForwardOnly(_, let flag), .requireSecondPerson(let flag): flag ? " on" : " off"
        case .submit(_, _, let share): share.map { ", then gray at \($0) %" } ?? ""
        case .startGray(_, let share), .enlargeGray(_, let share): " at \(share) %"
        case .rollBack(_, let confirmed): confirmed.map { ", typing \($0)" } ?? ""
        case .delete(_, let cancels): cancels ? ", cancelling the experience" : ""
        case .setExperience, .cancelExperience, .withdraw, .decide, .returnToDevelopment, .endGray, .replaceGray,
            .release, .takeOffline, .forceOffline:
            ""
        }
    }
}

/// A deed and who does it: 0 or 1, two people who may do everything.
package struct Act: Hashable, Sendable, CustomStringConvertible {
    package let person: Int
    package let deed: Deed

    package init(person: Int, deed: Deed) { (self.person, self.deed) = (person, deed) }

    package var description: String {
        let version = deed.number.map { " \($0)" } ?? ""
        return "person \(person): \(deed.kind)\(version)\(deed.rest)"
    }
}
