/// The numbers by which something was decided, as the journal keeps them.
package struct GuardEvidence: Codable, Hashable, Sendable {
    package let cause: GuardCause
    package let grayUsers: Int
    package let grayFailures: Int
    /// Of the users on the released version; nobody is compared with by the breaker.
    package let controlUsers: Int
    package let controlFailures: Int
    /// E, rounded down: how many times likelier what was seen is if the gray version is worse.
    package let factor: Int
    /// 1/α: what E had to reach.
    package let needed: Int

    package init(
        cause: GuardCause,
        grayUsers: Int,
        grayFailures: Int,
        controlUsers: Int,
        controlFailures: Int,
        factor: Int,
        needed: Int
    ) {
        self.cause = cause
        self.grayUsers = grayUsers
        self.grayFailures = grayFailures
        self.controlUsers = controlUsers
        self.controlFailures = controlFailures
        self.factor = factor
        self.needed = needed
    }
}

extension GuardState {
    /// What is known about a cause now.
    package func evidence(of cause: GuardCause) -> GuardEvidence {
        func evidence(_ gray: (Int, Int), _ control: (Int, Int)) -> GuardEvidence {
            GuardEvidence(
                cause: cause,
                grayUsers: gray.0,
                grayFailures: gray.1,
                controlUsers: control.0,
                controlFailures: control.1,
                factor: Log.factor(peak(of: cause)),
                needed: Int((1 / cause.alpha).rounded())
            )
        }
        switch cause {
        case .breaker: return evidence((breaker.users, breaker.failures), (0, 0))
        case .feedback:
            let (gray, control) = (launchFailure.gray.users, launchFailure.control.users)
            return evidence((gray, feedback.gray), (control, feedback.control))
        case .launchFailure, .whiteScreen, .scriptError, .launchTime:
            guard let stream = stream(of: cause) else { return evidence((0, 0), (0, 0)) }
            return evidence(
                (stream.gray.users, stream.gray.failures),
                (stream.control.users, stream.control.failures)
            )
        }
    }
}
