/// Where a product notice is. Raw values are stored and part of the JSON API.
package enum NoticeState: String, CaseIterable, Sendable, Codable {
    case draft = "DRAFT"
    /// Waits for its time.
    case scheduled = "SCHEDULED"
    case delivering = "DELIVERING"
    case delivered = "DELIVERED"
    /// Is being taken out of the inboxes again.
    case withdrawing = "WITHDRAWING"
    case withdrawn = "WITHDRAWN"

    package var words: Words {
        switch self {
        case .draft: Words("草稿", "Draft")
        case .scheduled: Words("待投递", "Scheduled")
        case .delivering: Words("投递中", "Being delivered")
        case .delivered: Words("已投递", "Delivered")
        case .withdrawing: Words("撤回中", "Being withdrawn")
        case .withdrawn: Words("已撤回", "Withdrawn")
        }
    }

    /// The state after an event; nil where it cannot happen.
    package func after(_ event: NoticeEvent) -> NoticeState? {
        switch (self, event) {
        case (.draft, .change), (.draft, .unschedule): .draft
        case (.scheduled, .change): .scheduled
        case (.draft, .schedule), (.scheduled, .schedule): .scheduled
        case (.scheduled, .unschedule): .draft
        case (.scheduled, .begin): .delivering
        case (.delivering, .finish): .delivered
        case (.delivering, .withdraw), (.delivered, .withdraw): .withdrawing
        case (.withdrawing, .clear): .withdrawn
        default: nil
        }
    }

    /// The states in which an event can happen: what a statement compares with.
    package static func before(_ event: NoticeEvent) -> [NoticeState] { allCases.filter { $0.after(event) != nil } }

    package func allows(_ event: NoticeEvent) -> Bool { after(event) != nil }

    /// Whether the program still works on it by itself.
    package var isAtWork: Bool { self == .delivering || self == .withdrawing }

    /// Whether it was taken back, though it may not be out of every inbox yet.
    package var isWithdrawn: Bool { self == .withdrawing || self == .withdrawn }
}

/// What can happen to a notice.
package enum NoticeEvent: String, CaseIterable, Sendable {
    /// Its words, audience or link are written anew.
    case change
    /// It is given a time, which may be now.
    case schedule
    case unschedule
    /// Its time has come.
    case begin
    /// Everybody has it.
    case finish
    case withdraw
    /// Nobody has it any more.
    case clear
}
