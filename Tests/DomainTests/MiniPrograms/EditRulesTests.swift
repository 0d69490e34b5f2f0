import Domain
import Testing

@Suite struct EditRulesTests {
    private static let shanghai = 8 * 3600
    /// 2026-11-23 10:00 in Shanghai.
    private static let now = Instant(milliseconds: 1_795_399_200_000)

    private func rules(
        wasReleased: Bool = true,
        isInReview: Bool = false,
        now: Instant = now,
        offset: Int = shanghai
    ) -> EditRules {
        EditRules(wasReleased: wasReleased, isInReview: isInReview, now: now, offsetSeconds: offset)
    }

    private func date(_ instant: Instant, _ offset: Int = shanghai) -> String {
        instant.adding(seconds: Int64(offset)).rfc3339
    }

    @Test func `the limits are those of the reference`() {
        for field in InformationField.allCases {
            let expected: EditLimit =
                switch field {
                case .name, .englishName: .each(.year, times: 2)
                case .slogan, .categories, .servicePhone: .each(.month, times: 5)
                default: .free
                }
            #expect(EditLimit(for: field) == expected)
        }
    }

    @Test(arguments: InformationField.allCases)
    func `before the first release everything changes freely`(field: InformationField) {
        let changes = [Instant](repeating: Self.now, count: 50)
        let allowance = rules(wasReleased: false).allowance(for: field, changes: changes)
        #expect(allowance.state == .free)
        #expect(allowance.remaining == nil)
        #expect(allowance.note(offsetSeconds: Self.shanghai) == nil)
    }

    @Test(arguments: InformationField.allCases)
    func `in review nothing changes, released or not`(field: InformationField) {
        for wasReleased in [false, true] {
            let allowance = rules(wasReleased: wasReleased, isInReview: true).allowance(for: field, changes: [])
            #expect(!allowance.isOpen)
            #expect(allowance.problem(offsetSeconds: Self.shanghai)?.field == field.rawValue)
        }
    }

    @Test(arguments: InformationField.allCases)
    func `changes count down to nothing`(field: InformationField) {
        guard case .each(let period, let times) = EditLimit(for: field) else {
            let changes = [Instant](repeating: Self.now, count: 50)
            #expect(rules().allowance(for: field, changes: changes).isOpen)
            return
        }
        for used in 0...(times + 1) {
            let changes = (0..<used).map { Self.now.adding(seconds: -Int64($0)) }
            let allowance = rules().allowance(for: field, changes: changes)
            #expect(allowance.remaining == max(0, times - used))
            #expect(allowance.isOpen == (used < times))
            if used < times { #expect(allowance.state == .left(times - used, of: times, period)) }
        }
    }

    @Test func `the count begins anew with the platform's month`() {
        let begin = CalendarPeriod.month.begin(of: Self.now, offsetSeconds: Self.shanghai)
        #expect(date(begin) == "2026-11-01T00:00:00.000Z")
        let last = [Instant](repeating: begin.adding(seconds: -1), count: 5)
        #expect(rules().allowance(for: .slogan, changes: last).remaining == 5)
        let first = [Instant](repeating: begin, count: 5)
        let used = rules().allowance(for: .slogan, changes: first)
        #expect(used.remaining == 0)
        guard case .usedUp(5, .month, let next) = used.state else {
            Issue.record("not used up")
            return
        }
        #expect(date(next) == "2026-12-01T00:00:00.000Z")
        #expect(rules(now: next).allowance(for: .slogan, changes: first).remaining == 5)
        #expect(rules(now: next.adding(seconds: -1)).allowance(for: .slogan, changes: first).remaining == 0)
    }

    @Test func `a name comes back with the year`() {
        let begin = CalendarPeriod.year.begin(of: Self.now, offsetSeconds: Self.shanghai)
        #expect(date(begin) == "2026-01-01T00:00:00.000Z")
        let allowance = rules().allowance(for: .name, changes: [begin, begin, begin.adding(seconds: -1)])
        #expect(
            allowance.note(offsetSeconds: Self.shanghai)
                == Words(
                    "今年的 2 次修改已用完，2027 年 1 月 1 日起可再修改。",
                    "All 2 changes of this year are used. Possible again from 2027-01-01."
                )
        )
        #expect(rules().allowance(for: .name, changes: [begin]).note(offsetSeconds: 0)?.zh == "今年还可修改 1 次（每年 2 次）。")
    }

    @Test func `the calendar is the time zone's, not that of UTC`() {
        // 2026-12-31 20:00 UTC is already 2027 in Shanghai.
        let eve = Instant(milliseconds: 1_798_747_200_000)
        let changes = [eve.adding(seconds: -86_400), eve.adding(seconds: -86_400)]
        #expect(rules(now: eve, offset: Self.shanghai).allowance(for: .name, changes: changes).remaining == 2)
        #expect(rules(now: eve, offset: 0).allowance(for: .name, changes: changes).remaining == 0)
    }

    @Test func `the horizon reaches back as far as anything counts`() {
        #expect(date(rules().horizon) == "2026-01-01T00:00:00.000Z")
    }

    @Test func `every month of four centuries begins where the one before ends`() {
        for offset in [-12 * 3600, 0, Self.shanghai, 14 * 3600] {
            var moment = Instant(milliseconds: -62_135_596_800_000)
            for _ in 0..<4800 {
                let end = CalendarPeriod.month.end(of: moment, offsetSeconds: offset)
                let before = CivilDate(end.adding(seconds: -1), offsetSeconds: offset)
                let after = CivilDate(end, offsetSeconds: offset)
                #expect(after.day == 1 && after.hour == 0 && before.month != after.month)
                #expect(CalendarPeriod.month.begin(of: end, offsetSeconds: offset) == end)
                #expect(CalendarPeriod.year.begin(of: end, offsetSeconds: offset) <= end)
                #expect(CalendarPeriod.year.end(of: end, offsetSeconds: offset) > end)
                moment = end
            }
        }
    }
}
