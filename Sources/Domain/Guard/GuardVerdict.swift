/// What the evidence says about a gray release.
package enum GuardVerdict: Hashable, Sendable {
    /// Evidence against it: by what first.
    case stop(GuardCause)
    /// The gray version is not worse by what matters.
    case goOn
    /// Not enough to tell.
    case open

    package var word: String {
        switch self {
        case .stop: "stop"
        case .goOn: "go_on"
        case .open: "open"
        }
    }
}

extension GuardState {
    /// Users of the gray group whose launch time was measured before it has a say in "go on": the package is on few phones when
    /// a release begins.
    package static let leastTimed = 20

    /// What stops it: the first cause that reached its limit and that nobody overruled.
    package var stop: GuardCause? { crossed.first { !overruled.contains($0) } }

    /// - Parameter isAlone: nothing is released, so that there is nobody to compare with; then "go on" rests on the limit.
    package func verdict(isAlone: Bool = false) -> GuardVerdict {
        if let stop { return .stop(stop) }
        if isAlone {
            let (users, failures) = (breaker.users, breaker.failures)
            let bounds = ConfidenceSequence.rate(failures: failures, users: users)
            return bounds.upperBound < breaker.limit ? .goOn : .open
        }
        let needed = [launchFailure, whiteScreen, scriptError] + (isTimed ? [launchTime] : [])
        return needed.allSatisfy(\.isHarmless) ? .goOn : .open
    }

    private var isTimed: Bool { launchTime.gray.users >= Self.leastTimed }
}

extension StreamEvidence {
    /// Whether the difference is certainly below what matters.
    package var isHarmless: Bool {
        ConfidenceSequence.difference(gray: gray, control: control).upperBound < cause.difference
    }
}
