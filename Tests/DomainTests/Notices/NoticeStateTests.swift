import Domain
import Testing

@Suite struct `The states of a notice` {
    /// Every event that can happen, by state; what is not here cannot.
    private static let table: [NoticeState: [NoticeEvent: NoticeState]] = [
        .draft: [.change: .draft, .schedule: .scheduled, .unschedule: .draft],
        .scheduled: [.change: .scheduled, .schedule: .scheduled, .unschedule: .draft, .begin: .delivering],
        .delivering: [.finish: .delivered, .withdraw: .withdrawing],
        .delivered: [.withdraw: .withdrawing],
        .withdrawing: [.clear: .withdrawn],
        .withdrawn: [:],
    ]

    @Test(arguments: NoticeState.allCases, NoticeEvent.allCases)
    func `are those of the table`(_ state: NoticeState, _ event: NoticeEvent) {
        #expect(state.after(event) == Self.table[state]?[event])
        #expect(state.allows(event) == (Self.table[state]?[event] != nil))
    }

    @Test func `what statements compare with is the same table`() {
        #expect(NoticeState.before(.change) == [.draft, .scheduled])
        #expect(NoticeState.before(.begin) == [.scheduled])
        #expect(NoticeState.before(.withdraw) == [.delivering, .delivered])
        #expect(NoticeState.before(.clear) == [.withdrawing])
    }

    @Test func `nothing that was delivered can be written anew`() {
        for state in NoticeState.allCases where state.after(.begin) == nil && ![.draft].contains(state) {
            #expect(state.after(.change) == nil, "\(state)")
        }
    }
}

@Suite struct `The time of a notice` {
    private let now = Instant(milliseconds: 1_768_874_400_000)

    @Test func `is now, or in the year to come`() throws {
        #expect(try NoticeSchedule.due(nil, now: now) == now)
        #expect(try NoticeSchedule.due(now.adding(seconds: 1), now: now) == now.adding(seconds: 1))
        #expect(
            try NoticeSchedule.due(now.adding(seconds: 365 * 86_400), now: now) == now.adding(seconds: 365 * 86_400)
        )
        for wish in [now, now.adding(seconds: -1), now.adding(seconds: 365 * 86_400 + 1)] {
            #expect { try NoticeSchedule.due(wish, now: now) } throws: {
                ($0 as? Refusal)?.fields.map(\.field) == ["at"]
            }
        }
    }
}
