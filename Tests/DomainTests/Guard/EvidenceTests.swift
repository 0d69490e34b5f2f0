import Domain
import TestSupport
import Testing

@Suite struct `the evidence about a gray release` {
    @Test func `the parts of the false halts add up to one in a hundred`() {
        let sum = GuardCause.allCases.reduce(0) { $0 + $1.alpha }
        #expect(abs(sum - GuardCause.alpha) < 1e-12)
        #expect(GuardCause.launchFailure.alpha == 1.0 / 500)
    }

    /// Every way in which a block can go, weighed by its chance: what Ville's inequality rests on.
    @Test(arguments: [0.001, 0.02, 0.1, 0.5, 0.9])
    func `a block is worth at most 1 on average when gray is no worse`(rate: Double) {
        var before = StreamEvidence(.launchFailure)
        // Blocks that are closed: between two of them there is nothing to look at.
        for count in 0..<8 {
            for place in 0..<4 { before.add(.control, isFailure: (count + place) % 7 == 0) }
            for _ in 0..<StreamEvidence.blockSize { before.add(.gray, isFailure: count == 3) }
        }
        for worse in [1.0, 0.5] {
            var mean = 0.0
            for way in 0..<256 {
                var after = before
                var chance = 1.0
                for place in 0..<8 {
                    let fails = way >> place & 1 == 1
                    let p = place < 3 ? rate : rate * worse
                    chance *= fails ? p : 1 - p
                    after.add(place < 3 ? .control : .gray, isFailure: fails)
                }
                mean += chance * Self.exponential(after.log - before.log)
            }
            #expect(mean <= 1 + 1e-9, "\(mean)")
        }
    }

    @Test func `a factor of a limit and of a share is worth at most 1 on average`() {
        var limit = LimitEvidence(limit: 0.02)
        limit.add(users: 30, endsInFailure: true)
        var (failed, went) = (limit, limit)
        failed.add(endsInFailure: true)
        went.add(endsInFailure: false)
        let mean =
            0.02 * Self.exponential(failed.log - limit.log) + 0.98 * Self.exponential(went.log - limit.log)
        #expect(abs(mean - 1) < 1e-9)

        var share = LabelEvidence(.different)
        for count in 0..<50 { share.add(count % 6 == 0 ? .gray : .control, share: 0.1) }
        var (gray, control) = (share, share)
        gray.add(.gray, share: 0.3)
        control.add(.control, share: 0.3)
        let fair = 0.3 * Self.exponential(gray.log - share.log) + 0.7 * Self.exponential(control.log - share.log)
        #expect(abs(fair - 1) < 1e-9)
    }

    @Test func `a share that is not kept is noticed, one that is kept is not`() {
        var chance = SeededGenerator(seed: 8)
        var (kept, missed) = (GuardState(), GuardState())
        for _ in 0..<4_000 {
            kept.addUser(Double.random(in: 0..<1, using: &chance) < 0.1 ? .gray : .control, share: 0.1)
            missed.addUser(Double.random(in: 0..<1, using: &chance) < 0.06 ? .gray : .control, share: 0.1)
        }
        #expect(kept.sample.peak < GuardState.sampleLimit)
        #expect(missed.sample.peak > GuardState.sampleLimit)
    }

    @Test func `reports of gray users beyond their share stop a release`() {
        var state = GuardState()
        for count in 0..<8 { state.addFeedback(count == 5 ? .control : .gray, share: 0.1) }
        #expect(state.stop == .feedback)
    }

    @Test func `bounds hold at every moment`() {
        var chance = SeededGenerator(seed: 9)
        let runs = 200
        let left = (0..<runs).count { _ in
            var failures = 0
            for count in 1...600 {
                if Double.random(in: 0..<1, using: &chance) < 0.05 { failures += 1 }
                if count % 10 == 0, !ConfidenceSequence.rate(failures: failures, users: count).contains(0.05) {
                    return true
                }
            }
            return false
        }
        #expect(left * 20 <= runs, "\(left) of \(runs)")
        #expect(ConfidenceSequence.rate(failures: 0, users: 0) == 0...1)
        let none = ConfidenceSequence.rate(failures: 0, users: 500)
        #expect(none.lowerBound == 0 && none.upperBound < 0.015)
    }

    private static func exponential(_ x: Double) -> Double {
        // The tests know no logarithms of their own.
        var (term, sum) = (1.0, 1.0)
        for n in 1...400 {
            term *= x / Double(n)
            sum += term
        }
        return sum
    }
}
