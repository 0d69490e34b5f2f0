/// What a gray release is judged by: five figures, each against the people on the released version at the same time, and the
/// breaker, which knows a limit and needs nobody to compare with. Raw values are stored and never change.
package enum GuardCause: String, CaseIterable, Codable, Hashable, Sendable {
    case launchFailure = "launch_failure"
    case whiteScreen = "white_screen"
    case scriptError = "js_error"
    /// The share of launches, the package being there, that take longer than nine of ten did on the released version.
    case launchTime = "launch_time"
    /// Confirmed reports of users.
    case feedback
    case breaker

    /// The chance of a false halt over a whole gray release, all causes together.
    package static let alpha = 0.01

    /// This one's part of it. By the union bound the parts add up to `alpha`, whatever the figures have to do with each other.
    package var alpha: Double {
        switch self {
        case .launchFailure, .whiteScreen, .scriptError, .breaker: 0.002
        case .launchTime, .feedback: 0.001
        }
    }

    /// The evidence at which it stops, as a natural logarithm: ln(1/α).
    package var limit: Double { Log.natural(1 / alpha) }

    /// The difference between the groups that is worth a halt: "go on" says that it is smaller.
    package var difference: Double {
        switch self {
        case .launchFailure, .whiteScreen, .breaker: 0.02
        case .scriptError: 0.03
        case .launchTime: 0.10
        case .feedback: 0.01
        }
    }

    /// What is believed of the control's rate before the first block: Beta(failures, successes). It only steers the bets; a
    /// wrong one costs time, never the bound.
    var prior: (failures: Double, successes: Double) { self == .launchTime ? (5, 45) : (1, 49) }
}

/// Who an outcome belongs to.
package enum GuardGroup: String, CaseIterable, Codable, Hashable, Sendable {
    case gray, control
}
