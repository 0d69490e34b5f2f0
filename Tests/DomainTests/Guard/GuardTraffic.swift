import Domain
import TestSupport

/// Users who launch, some of whom fail: seeded, so that every run is the same.
struct GuardTraffic {
    private var chance: SeededGenerator

    init(_ seed: UInt64) { chance = SeededGenerator(seed: seed) }

    mutating func fails(_ rate: Double) -> Bool { Double.random(in: 0..<1, using: &chance) < rate }

    /// The gray launches until a limit's evidence is enough; nil when `most` did not do.
    mutating func launches(at rate: Double, most: Int, limit p0: Double = 0.02) -> Int? {
        var evidence = LimitEvidence(limit: p0)
        var successes = 0
        for count in 1...most {
            guard fails(rate) else {
                successes += 1
                continue
            }
            evidence.add(users: successes + 1, endsInFailure: true)
            successes = 0
            if evidence.peak >= GuardCause.breaker.limit { return count }
        }
        return nil
    }

    /// The same against nine times as many users of the released version.
    mutating func launches(_ cause: GuardCause, gray: Double, control: Double, most: Int) -> Int? {
        var evidence = StreamEvidence(cause)
        for count in 1...most {
            for _ in 0..<9 { evidence.add(.control, isFailure: fails(control)) }
            evidence.add(.gray, isFailure: fails(gray))
            if evidence.peak >= cause.limit { return count }
        }
        return nil
    }

    /// A whole gray release: every figure, the same rates in both groups. Gives what stops it.
    mutating func release(_ rates: GuardRates, grayLaunches: Int) -> GuardCause? {
        var state = GuardState()
        for _ in 0..<grayLaunches {
            for group in [GuardGroup](repeating: .control, count: 9) + [.gray] {
                state.addLaunch(group, hasFailed: fails(rates.launch))
                state.addTrouble(group, hasWhiteScreen: fails(rates.white), hasScriptError: fails(rates.script))
                if fails(rates.timed) { state.addLaunchTime(group, isSlow: fails(rates.slow)) }
                if fails(rates.reports) { state.addFeedback(group, share: 0.1) }
            }
            if let stop = state.stop { return stop }
        }
        return nil
    }
}

struct GuardRates {
    var launch = 0.01
    var white = 0.005
    var script = 0.03
    var timed = 0.5
    var slow = 0.1
    var reports = 0.002
}
