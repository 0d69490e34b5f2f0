/// How far a developer has come. What a level brings stands here, in one readable table.
///
/// Source: DESIGN, "Developer value".
package enum Level: Int, CaseIterable, Sendable, Comparable {
    case v1 = 1
    case v2, v3, v4, v5, v6

    /// How many express reviews a person at this level may ask for in a calendar month.
    package var expressReviewsAMonth: Int {
        switch self {
        case .v1, .v2: 1
        case .v3: 2
        case .v4: 4
        case .v5: 6
        case .v6: 10
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
