import Domain
import Testing

/// 2026-01-20, 00:00 in Shanghai.
private let midnight = Instant(milliseconds: 1_768_838_400_000)
private func shanghai(_: Instant) -> Int { 8 * 3600 }
private func at(_ time: String) throws -> Instant {
    midnight.adding(seconds: Int64(try #require(QuietHours.minute(time))) * 60)
}

@Suite struct `Quiet hours` {
    /// From, until, when it is asked, how many minutes are left of them.
    @Test(
        arguments: [
            ("22:00", "08:00", "21:59", nil), ("22:00", "08:00", "22:00", 600), ("22:00", "08:00", "23:59", 481),
            ("22:00", "08:00", "00:00", 480), ("22:00", "08:00", "07:59", 1), ("22:00", "08:00", "08:00", nil),
            ("22:00", "08:00", "12:00", nil), ("12:00", "14:00", "11:59", nil), ("12:00", "14:00", "12:00", 120),
            ("12:00", "14:00", "13:59", 1), ("12:00", "14:00", "14:00", nil), ("00:00", "06:30", "00:00", 390),
            ("00:00", "06:30", "06:30", nil), ("23:59", "00:00", "23:59", 1), ("23:59", "00:00", "00:00", nil),
            ("00:01", "00:00", "00:00", nil), ("00:01", "00:00", "00:01", 1439),
        ] as [(String, String, String, Int64?)]
    )
    func `hold from their first minute to before their last, over midnight too`(
        from: String,
        until: String,
        time: String,
        left: Int64?
    ) throws {
        let quiet = try #require(
            QuietHours(from: QuietHours.minute(from) ?? -1, until: QuietHours.minute(until) ?? -1)
        )
        let moment = try at(time)
        #expect(quiet.end(at: moment, offset: shanghai) == left.map { moment.adding(seconds: $0 * 60) })
        // Within a minute too the end is the whole minute.
        let later = moment.adding(seconds: 37)
        if left != nil { #expect(quiet.end(at: later, offset: shanghai) == quiet.end(at: moment, offset: shanghai)) }
    }

    @Test func `end by the clock on the wall, when it is put forward in the night`() throws {
        // The clock goes from 2:00 to 3:00.
        let change = midnight.adding(seconds: 2 * 3600)
        let offset = { (moment: Instant) in moment < change ? 8 * 3600 : 9 * 3600 }
        let quiet = try #require(QuietHours(from: 0, until: 8 * 60))
        #expect(quiet.end(at: midnight, offset: offset) == midnight.adding(seconds: 7 * 3600))
    }

    @Test func `are never a whole day, and only minutes of a day`() {
        #expect(QuietHours(from: 60, until: 60) == nil)
        #expect(QuietHours(from: -1, until: 60) == nil)
        #expect(QuietHours(from: 0, until: 1440) == nil)
        for text in ["24:00", "7:00", "07:60", "0700", "07:00:00", "", "aa:bb", "+7:00"] {
            #expect(QuietHours.minute(text) == nil, "\(text)")
        }
        #expect(QuietHours.minute("23:59") == 1439 && QuietHours.text(1439) == "23:59")
    }
}
