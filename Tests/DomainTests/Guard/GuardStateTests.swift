import Domain
import TestSupport
import Testing

@Suite struct `the state of a guard` {
    @Test func `stored and taken up again it goes on to the same bits`() throws {
        var traffic = GuardTraffic(1)
        var (whole, halved) = (GuardState(), GuardState())
        for count in 0..<1_500 {
            let group: GuardGroup = count % 10 == 0 ? .gray : .control
            let fails = traffic.fails(group == .gray ? 0.06 : 0.02)
            func step(_ state: inout GuardState) {
                state.user(group, fails)
                state.addUser(group, share: 0.1)
                state.mark(Instant(milliseconds: Int64(count) * 40_000))
            }
            step(&whole)
            step(&halved)
            if count % 97 == 0 {
                halved = try GuardState(stored: try halved.stored())
            }
        }
        #expect(halved == whole)
        #expect(try halved.stored() == whole.stored())
        #expect(whole.launchFailure.log.bitPattern == halved.launchFailure.log.bitPattern)
        #expect(whole.points.all.count <= GuardPoints.most)
        #expect(whole.points.all.last?.users == 150)
    }

    @Test func `four failures in a row trip the breaker with nobody to compare with`() {
        var state = GuardState()
        for _ in 0..<3 { state.user(.gray, true) }
        #expect(state.stop == nil)
        state.user(.gray, true)
        #expect(state.verdict(isAlone: true) == .stop(.breaker))
    }

    @Test func `enough users who fare alike say go on, few say nothing`() {
        var state = GuardState()
        func pass(_ users: Int) {
            for count in 0..<users { for _ in 0..<9 { state.user(.control, count % 100 == 7) } }
            for count in 0..<users { state.user(.gray, count % 100 == 7) }
        }
        pass(50)
        #expect(state.verdict() == .open)
        pass(1_950)
        #expect(state.verdict() == .goOn)
    }

    @Test func `what was overruled stops no more, anything else does`() {
        var state = GuardState()
        for _ in 0..<40 { state.user(.control) }
        for _ in 0..<10 { state.user(.gray, true) }
        #expect(state.stop == .breaker)
        state.overrule()
        #expect(state.stop == nil && state.overruled.contains(.breaker))
        for _ in 0..<30 { state.addFeedback(.gray, share: 0.1) }
        #expect(state.stop == .feedback)
    }

    @Test func `a bad release is no longer told to go on`() {
        var state = GuardState()
        for _ in 0..<200 {
            for _ in 0..<9 { state.user(.control) }
            state.user(.gray, true)
        }
        #expect(state.verdict() == .stop(.breaker))
        #expect(state.crossed.prefix(2).contains(.launchFailure) && state.crossed.contains(.scriptError))
    }
}

extension GuardState {
    fileprivate mutating func user(_ group: GuardGroup, _ hasFailed: Bool = false) {
        addLaunch(group, hasFailed: hasFailed)
        addTrouble(group, hasWhiteScreen: false, hasScriptError: hasFailed)
    }
}
