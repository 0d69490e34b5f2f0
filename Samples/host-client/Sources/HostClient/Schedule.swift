public import Foundation

/// When to ask again, and when not to start without having asked. Knows no clock: every time is given.
public struct Schedule: Hashable, Sendable {
    /// Seconds from one good check to the next while the mini program is open.
    public var interval: TimeInterval = 30 * 60
    /// An answer older than this is not relied on without asking.
    public var insistence: TimeInterval = 24 * 3600
    /// How long a start waits for an answer when it insists on one, but there is something to start.
    public var patience: TimeInterval = 5
    /// The wait after the first failure; doubled with each further one, up to `interval`.
    public var firstRetry: TimeInterval = 15

    public init() {}

    /// - Parameters:
    ///   - failures: how many checks failed in a row, the one at `last` included.
    ///   - retryAfter: what the server asked for, in seconds; never undercut.
    ///   - chance: 0 to 1. Spreads those who failed together, so that they do not come back together.
    public func nextCheck(after last: Date, failures: Int, retryAfter: TimeInterval?, chance: Double) -> Date {
        guard failures > 0 else { return last + interval }
        let longest = min(interval, firstRetry * pow(2, Double(min(failures, 32) - 1)))
        let spread = longest / 2 * chance
        return last + max(longest / 2, min(retryAfter ?? 0, insistence)) + spread
    }

    /// Whether a start has to ask first: a day without a valid answer, or the one that is here has expired. A clock that was
    /// set back proves nothing.
    public func insists(lastAnswer: Date?, expires: Date?, now: Date) -> Bool {
        guard let lastAnswer, let expires else { return true }
        return now < lastAnswer - AnswerCheck.clockAllowance || now >= lastAnswer + insistence || now >= expires
    }
}
