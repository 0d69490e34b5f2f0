import FoundationEssentials

/// All that is known about one gray release: pure counts and sums, so that it can be stored, taken up again and replayed to the
/// same bits.
///
/// A larger share does not begin it anew: the evidence is a product of factors that are each fair given all before, whatever the
/// share, and to begin again would only spend another chance of a false halt. A version that takes over the gray release (a
/// hotfix) begins with a state of its own: what was seen of another version is no evidence about this one.
package struct GuardState: Hashable, Sendable, Codable {
    package private(set) var launchFailure = StreamEvidence(.launchFailure)
    package private(set) var whiteScreen = StreamEvidence(.whiteScreen)
    package private(set) var scriptError = StreamEvidence(.scriptError)
    package private(set) var launchTime = StreamEvidence(.launchTime)
    package private(set) var feedback = LabelEvidence(.more)
    package private(set) var breaker: LimitEvidence
    /// Of users at each share: is the share really getting it?
    package private(set) var sample = LabelEvidence(.different)
    /// What reached its limit, in that order.
    package private(set) var crossed: [GuardCause] = []
    /// Causes that somebody looked at and went on in spite of.
    package private(set) var overruled: [GuardCause] = []
    /// Causes that members were told of.
    package private(set) var told: [GuardCause] = []
    /// Users of whom nothing was counted, by why.
    package private(set) var limited = 0
    package private(set) var unproven = 0
    package private(set) var points = GuardPoints()

    /// - Parameter limit: the launch failures that the breaker lets pass.
    package init(limit: Double = GuardState.usualLimit) { breaker = LimitEvidence(limit: limit) }

    /// Two of a hundred launches.
    package static let usualLimit = 0.02
    /// The evidence at which the share is said not to be kept, as a natural logarithm: 1,000 to 1.
    package static let sampleLimit = Log.natural(1_000)

    /// How the first launch of a user went.
    package mutating func addLaunch(_ group: GuardGroup, hasFailed: Bool) {
        launchFailure.add(group, isFailure: hasFailed)
        if group == .gray { breaker.add(endsInFailure: hasFailed) }
        note(.breaker, .launchFailure)
    }

    /// What came after it.
    package mutating func addTrouble(_ group: GuardGroup, hasWhiteScreen: Bool, hasScriptError: Bool) {
        whiteScreen.add(group, isFailure: hasWhiteScreen)
        scriptError.add(group, isFailure: hasScriptError)
        note(.whiteScreen, .scriptError)
    }

    package mutating func addLaunchTime(_ group: GuardGroup, isSlow: Bool) {
        launchTime.add(group, isFailure: isSlow)
        note(.launchTime)
    }

    /// - Parameter share: that of the release, of 1, at the moment.
    package mutating func addFeedback(_ group: GuardGroup, share: Double) {
        feedback.add(group, share: share)
        note(.feedback)
    }

    package mutating func addUser(_ group: GuardGroup, share: Double) { sample.add(group, share: share) }

    package mutating func leaveOut(_ standing: GuardStanding) {
        switch standing {
        case .counts: break
        case .limited: limited += 1
        case .unproven: unproven += 1
        }
    }

    /// What is to be acted on now, once: nothing where it was acted on and nobody overruled it since.
    package mutating func takeStop() -> GuardCause? {
        guard let stop, told.allSatisfy(overruled.contains) else { return nil }
        told = crossed
        return stop
    }

    /// Somebody goes on in spite of what was found.
    package mutating func overrule() { overruled += crossed.filter { !overruled.contains($0) } }

    package mutating func mark(_ at: Instant) { points.add(GuardPoint(at: at, self)) }

    private mutating func note(_ causes: GuardCause...) {
        for cause in causes where peak(of: cause) >= cause.limit && !crossed.contains(cause) { crossed.append(cause) }
    }

    package func stream(of cause: GuardCause) -> StreamEvidence? {
        switch cause {
        case .launchFailure: launchFailure
        case .whiteScreen: whiteScreen
        case .scriptError: scriptError
        case .launchTime: launchTime
        case .feedback, .breaker: nil
        }
    }

    /// ln E of a cause now.
    package func log(of cause: GuardCause) -> Double {
        switch cause {
        case .feedback: feedback.log
        case .breaker: breaker.log
        default: stream(of: cause)?.log ?? 0
        }
    }

    package func peak(of cause: GuardCause) -> Double {
        switch cause {
        case .feedback: feedback.peak
        case .breaker: breaker.peak
        default: stream(of: cause)?.peak ?? 0
        }
    }
}

extension GuardState {
    /// The text to store; keys are sorted, so that the same state is the same text.
    package func stored() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what `stored()` wrote.
    package init(stored text: String) throws {
        self = try JSONDecoder().decode(GuardState.self, from: Data(text.utf8))
    }
}
