public import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a check led to.
public enum Outcome: Hashable, Sendable {
    public enum Moment: Hashable, Sendable {
        /// The host ends what runs and starts again.
        case now
        case atNextStart
    }

    /// Another version is here, whole and right.
    case ready(InstalledVersion, Moment)
    /// What is here is what the user should have.
    case unchanged
    /// Taken offline: every package of it was purged. At the next start, or at once, there is nothing to run.
    case offline(Moment)
    /// Nothing was ever released to this user. Not signed, so that it takes nothing away.
    case nothing
    /// No answer that could be followed: what is here stays and goes on.
    case kept(CheckFailure)
}

/// Why a check led nowhere.
public enum CheckFailure: Error, Hashable, Sendable {
    case refused(AnswerRefusal)
    /// Seconds that the server asked to wait.
    case busy(retryAfter: TimeInterval?)
    /// The server has nothing under this address, such as 404 for an unknown mini program.
    case status(Int)
    /// The network, in its own words.
    case unreachable(String)
    /// Not handed out (any more): the next answer names another.
    case packageGone
    /// Size or SHA-256 is not what was announced.
    case wrongPackage
    /// More came than was announced or is sensible.
    case tooLong
    /// The disk, in its own words.
    case disk(String)
    /// Given up since the start could not wait longer.
    case cancelled
    /// One check at a time.
    case underWay

    init(_ error: any Error) {
        switch error {
        case let failure as CheckFailure: self = failure
        case let refusal as AnswerRefusal: self = .refused(refusal)
        case let error as URLError where error.code == .cancelled: self = .cancelled
        case let error as URLError: self = .unreachable(error.localizedDescription)
        case is CancellationError: self = .cancelled
        case is DecodingError: self = .refused(.malformed)
        default: self = .disk(error.localizedDescription)
        }
    }
}

/// What the host runs when the user opens the mini program.
public enum Start: Hashable, Sendable {
    /// - `isStale`: no valid answer for a day, or the last one has expired, and none could be had just now. The host decides
    ///   what it may be used for; it is what the user had.
    case run(InstalledVersion, package: URL, isStale: Bool)
    /// It was taken offline.
    case offline
    /// There is nothing to run, and why not, where something failed.
    case nothing(CheckFailure?)
}
