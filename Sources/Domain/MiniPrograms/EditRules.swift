/// How often a field of the base information may change once the mini program has been released.
///
/// Source: the reference. Name and English name twice a calendar year each; slogan, categories and service phone five times a
/// calendar month each; everything else freely. Before the first release nothing is counted; while a version is in review
/// nothing can be changed.
package enum EditLimit: Hashable, Sendable {
    case free
    case each(CalendarPeriod, times: Int)

    package init(for field: InformationField) {
        switch field {
        case .name, .englishName: self = .each(.year, times: 2)
        case .slogan, .categories, .servicePhone: self = .each(.month, times: 5)
        case .description, .logo, .regionType, .provinces, .serviceEmail, .filingNumber, .privacyPolicyURL,
            .requestDomains:
            self = .free
        }
    }
}

/// What the edit rules need to know about a mini program.
package struct EditRules: Hashable, Sendable {
    /// Whether a version was ever released to users.
    package let wasReleased: Bool
    /// Whether a version is with the reviewers now.
    package let isInReview: Bool
    package let now: Instant
    /// The distance of the platform's time zone from UTC: its calendar is what counts.
    package let offsetSeconds: Int

    package init(wasReleased: Bool, isInReview: Bool, now: Instant, offsetSeconds: Int) {
        self.wasReleased = wasReleased
        self.isInReview = isInReview
        self.now = now
        self.offsetSeconds = offsetSeconds
    }

    /// What is left of a field's changes, given the moments of those after the first release, in any order.
    package func allowance(for field: InformationField, changes: [Instant]) -> EditAllowance {
        if isInReview { return EditAllowance(field: field, state: .lockedInReview) }
        guard wasReleased, case .each(let period, let times) = EditLimit(for: field) else {
            return EditAllowance(field: field, state: .free)
        }
        let begin = period.begin(of: now, offsetSeconds: offsetSeconds)
        let used = changes.count { $0 >= begin && $0 <= now }
        if used < times {
            return EditAllowance(field: field, state: .left(times - used, of: times, period))
        }
        let next = period.end(of: now, offsetSeconds: offsetSeconds)
        return EditAllowance(field: field, state: .usedUp(times, period, next: next))
    }

    /// The earliest moment whose changes can still count now: how far back to look.
    package var horizon: Instant { CalendarPeriod.year.begin(of: now, offsetSeconds: offsetSeconds) }
}
