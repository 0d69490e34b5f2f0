import Domain
import Testing

/// The rules of feedback: statuses, clocks, the daily run, texts.
@Suite struct FeedbackRulesTests {
    @Test func `every move of the table is legal, and no other`() {
        let legal: [(FeedbackStatus, FeedbackAction, FeedbackStatus)] = [
            (.received, .confirm, .confirmed), (.received, .markDuplicate, .duplicate),
            (.received, .dismiss, .dismissed), (.confirmed, .passOn, .passed), (.passed, .process, .processing),
            (.passed, .resolve, .resolved), (.processing, .resolve, .resolved), (.resolved, .reopen, .reopened),
            (.reopened, .process, .processing), (.reopened, .resolve, .resolved),
        ]
        for status in FeedbackStatus.allCases {
            for action in FeedbackAction.allCases {
                let to = legal.first { $0.0 == status && $0.1 == action }?.2
                #expect(status.after(action) == to, "\(status) \(action)")
                #expect(FeedbackStatus.before(action).contains(status) == (to != nil))
            }
        }
    }

    @Test(
        arguments: [
            (FeedbackKind.payment, 100, 12), (.payment, 99, 24), (.payment, 50, 24), (.payment, 49, 48),
            (.payment, 20, 48), (.payment, 19, 168), (.whiteScreen, 100, 24), (.whiteScreen, 99, 48),
            (.slow, 50, 48), (.cannotOpen, 20, 72), (.cannotOpen, 19, 168), (.suggestion, 1, 168),
        ] as [(FeedbackKind, Int, Int64)]
    )
    func `members have the hours of the reference`(_ kind: FeedbackKind, _ reports: Int, _ hours: Int64) {
        #expect(FeedbackClock.seconds(for: kind, reports: reports) == hours * 3600)
    }

    @Test func `a clock warns at a quarter of its time, then says that it ran out, each once`() {
        let from = Instant(milliseconds: 0)
        let clock = FeedbackClock(from: from, kind: .payment, reports: 100, now: from)
        #expect(clock.warning == from.adding(seconds: 9 * 3600))
        #expect(clock.alarm(at: from.adding(seconds: 9 * 3600 - 1), after: nil) == nil)
        #expect(clock.alarm(at: from.adding(seconds: 9 * 3600), after: nil) == .warning)
        #expect(clock.alarm(at: from.adding(seconds: 10 * 3600), after: .warning) == nil)
        #expect(clock.alarm(at: from.adding(seconds: 12 * 3600), after: .warning) == .over)
        #expect(clock.alarm(at: from.adding(seconds: 12 * 3600), after: nil) == .over)
        #expect(clock.alarm(at: from.adding(seconds: 99 * 3600), after: .over) == nil)
        #expect(clock.next(after: nil) == clock.warning)
        #expect(clock.next(after: .warning) == clock.due)
        #expect(clock.next(after: .over) == nil)
    }

    @Test func `more reports bring the end forward, never into the past`() {
        let from = Instant(milliseconds: 0)
        let later = from.adding(seconds: 5 * 86_400)
        #expect(FeedbackClock(from: from, kind: .payment, reports: 100, now: later).due == later)
    }

    @Test(arguments: ["10:00", "9:05", "00:00", "23:59"])
    func `takes a time of day`(_ text: String) { #expect(FeedbackRunTime(text) != nil) }

    @Test(arguments: ["", "10", "24:00", "10:60", "-1:00", "10:00:00", "１０:00", "a:b", "010:00", "+1:00"])
    func `refuses what is none`(_ text: String) { #expect(FeedbackRunTime(text) == nil) }

    @Test func `a run passes on what was confirmed before its day began`() throws {
        let offset = 8 * 3600
        let noon = try #require(Instant(rfc3339: "2026-11-24T12:00:00+08:00"))
        let run = FeedbackRunTime.standard.newest(at: noon) { _ in offset }
        #expect(run.due == Instant(rfc3339: "2026-11-24T10:00:00+08:00"))
        #expect(run.cutoff == Instant(rfc3339: "2026-11-24T00:00:00+08:00"))
        let morning = try #require(Instant(rfc3339: "2026-11-24T09:59:59+08:00"))
        #expect(FeedbackRunTime.standard.newest(at: morning) { _ in offset }.day == run.day - 1)
        #expect(FeedbackRunTime.standard.next(at: morning) { _ in offset }.due == run.due)
        #expect(FeedbackRunTime.standard.next(at: noon) { _ in offset }.day == run.day + 1)
    }

    @Test func `a page is kept without its query, a text within its limits`() throws {
        #expect(FeedbackLimits.page("pages/pay?token=secret#x") == "pages/pay")
        #expect(FeedbackLimits.page("  \u{7} ") == nil)
        #expect(throws: FeedbackProblem.self) { try FeedbackLimits.text(" 坏 ") }
        #expect(throws: FeedbackProblem.self) { try FeedbackLimits.text(String(repeating: "长", count: 501)) }
        #expect(try FeedbackLimits.text("坏了\r\n\r\n\r\n真的") == "坏了\n\n真的")
    }
}
