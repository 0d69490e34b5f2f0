/// Failures added up to the groups that members see. Adding is commutative, but for the example, which is the first that came.
package struct ErrorFold: Sendable {
    package struct Scope: Hashable, Sendable {
        package let app: ID<MiniProgram>
        package let fingerprint: ErrorFingerprint

        package init(app: ID<MiniProgram>, fingerprint: ErrorFingerprint) {
            (self.app, self.fingerprint) = (app, fingerprint)
        }
    }

    /// What one group gained.
    package struct Gain: Sendable {
        package let example: EventFailure
        package fileprivate(set) var span: ClosedRange<Instant>
        package fileprivate(set) var count: Int64 = 0
        /// Pseudonyms.
        package fileprivate(set) var users: Set<String> = []
        package fileprivate(set) var releases: [ErrorRelease: ErrorRelease.Gain] = [:]
        /// By days since 1970 in the installation's time zone.
        package fileprivate(set) var days: [Int64: Int64] = [:]
    }

    package private(set) var gains: [Scope: Gain] = [:]

    package init() {}

    mutating func add(_ failure: EventFailure, on day: Int64) {
        let scope = Scope(app: failure.app, fingerprint: failure.fingerprint)
        // Out of the dictionary while it grows, so that its sets are not copied.
        var gain = gains.removeValue(forKey: scope) ?? Gain(example: failure, span: failure.at...failure.at)
        gain.span = gain.span.reaching(failure.at)
        gain.count += 1
        gain.users.insert(failure.receipt.pseudonym)
        gain.days[day, default: 0] += 1
        let release = ErrorRelease(number: failure.receipt.number, stage: failure.receipt.stage)
        let fresh = ErrorRelease.Gain(span: failure.at...failure.at)
        gain.releases[release, default: fresh].span = gain.releases[release, default: fresh].span.reaching(failure.at)
        gain.releases[release, default: fresh].count += 1
        gains[scope] = gain
    }
}

/// A version at a stage, as errors are kept apart by.
package struct ErrorRelease: Hashable, Sendable {
    package struct Gain: Sendable {
        package fileprivate(set) var span: ClosedRange<Instant>
        package fileprivate(set) var count: Int64 = 0
    }

    package let number: VersionNumber
    package let stage: RuntimeReceipt.Stage

    package init(number: VersionNumber, stage: RuntimeReceipt.Stage) { (self.number, self.stage) = (number, stage) }
}

extension ClosedRange<Instant> {
    fileprivate func reaching(_ at: Instant) -> Self { Swift.min(lowerBound, at)...Swift.max(upperBound, at) }
}
