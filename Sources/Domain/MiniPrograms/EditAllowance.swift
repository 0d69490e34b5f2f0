/// Whether a field can be changed now, and how often yet.
package struct EditAllowance: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case free
        case left(Int, of: Int, CalendarPeriod)
        /// `next` is the first moment at which it can be changed again.
        case usedUp(Int, CalendarPeriod, next: Instant)
        case lockedInReview
    }

    package let field: InformationField
    package let state: State

    package init(field: InformationField, state: State) { (self.field, self.state) = (field, state) }

    package var isOpen: Bool {
        switch state {
        case .free, .left: true
        case .usedUp, .lockedInReview: false
        }
    }

    /// How many changes are left; nil where they are not counted, 0 while locked.
    package var remaining: Int? {
        switch state {
        case .free: nil
        case .left(let count, _, _): count
        case .usedUp, .lockedInReview: 0
        }
    }

    /// The few words that stand beside the field's label; nil when there is nothing to say.
    package func label(offsetSeconds: Int) -> Words? {
        switch state {
        case .free, .lockedInReview: return nil
        case .left(let count, _, let period):
            return Words(
                "\(period.thisZh)还可改 \(count) 次",
                "\(count) \(count == 1 ? "change" : "changes") left this \(period.en)"
            )
        case .usedUp(_, _, let next):
            let date = CivilDate(next, offsetSeconds: offsetSeconds)
            return Words("\(date.month) 月 \(date.day) 日起可改", "Open from \(date.isoDay)")
        }
    }

    /// The sentence to show at the field, with dates in the platform's time zone; nil when there is nothing to say.
    package func note(offsetSeconds: Int) -> Words? {
        switch state {
        case .free: return nil
        case .left(let count, let times, let period):
            return Words(
                "\(period.thisZh)还可修改 \(count) 次（每\(period.zh) \(times) 次）。",
                "\(count) of \(times) changes left this \(period.en)."
            )
        case .usedUp(let times, let period, let next):
            let date = CivilDate(next, offsetSeconds: offsetSeconds)
            return Words(
                "\(period.thisZh)的 \(times) 次修改已用完，\(date.year) 年 \(date.month) 月 \(date.day) 日起可再修改。",
                "All \(times) changes of this \(period.en) are used. Possible again from \(date.isoDay)."
            )
        case .lockedInReview:
            return Words(
                "有版本正在审核，审核结束或撤回后才能修改。",
                "A version is in review. Editing opens when it is decided or withdrawn."
            )
        }
    }

    /// The refusal of a change that is not open; nil when it is.
    package func problem(offsetSeconds: Int) -> FieldProblem? {
        guard !isOpen, let words = note(offsetSeconds: offsetSeconds) else { return nil }
        return FieldProblem(field: field.rawValue, words: words)
    }
}
