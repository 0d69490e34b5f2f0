import Domain
import Testing

@Suite struct InstantTests {
    /// Milliseconds and the text that `date -u` and Python's datetime give for them.
    static let known: [(Int64, String)] = [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (-1000, "1969-12-31T23:59:59.000Z"),
        (-86_400_000, "1969-12-31T00:00:00.000Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (951_868_799_999, "2000-02-29T23:59:59.999Z"),
        (951_868_800_000, "2000-03-01T00:00:00.000Z"),
        (1_709_164_800_001, "2024-02-29T00:00:00.001Z"),
        (1_795_426_200_000, "2026-11-23T09:30:00.000Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
        (-2_203_891_200_001, "1900-02-28T23:59:59.999Z"),
        (-11_671_084_800_000, "1600-02-28T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ]

    @Test(arguments: known)
    func `moments are printed as RFC 3339 in UTC`(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test(arguments: known)
    func `printed moments are read back`(milliseconds: Int64, text: String) {
        #expect(Instant(rfc3339: text) == Instant(milliseconds: milliseconds))
    }

    @Test(arguments: [
        ("2026-11-23T17:30:00+08:00", "2026-11-23T09:30:00.000Z"),
        ("2026-11-23T00:00:00-00:30", "2026-11-23T00:30:00.000Z"),
        ("2026-11-23t09:30:00z", "2026-11-23T09:30:00.000Z"),
        ("2026-11-23T09:30:00.1Z", "2026-11-23T09:30:00.100Z"),
        ("2026-11-23T09:30:00.123456789Z", "2026-11-23T09:30:00.123Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
        ("0000-02-29T00:00:00Z", "0000-02-29T00:00:00.000Z"),
    ])
    func `offsets and fractions are understood`(text: String, utc: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == utc)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T09:30:00", "2026-11-23 09:30:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+0800", "2026-01-01T00:00:00+08:60", "26-01-01T00:00:00Z",
        "２０２６-01-01T00:00:00Z", "2026-01-01T00:00:00Z ", "-026-01-01T00:00:00Z", "2026-01-01T00:00:00ZZ",
    ])
    func `what is no moment is refused`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func `the ends of time are printed without a crash`() {
        #expect(Instant(milliseconds: .max).rfc3339.hasSuffix("Z"))
        #expect(Instant(milliseconds: .min).rfc3339.hasSuffix("Z"))
    }

    @Test func `seconds are added and counted`() {
        let start = Instant(milliseconds: 1_500)
        #expect(start.adding(seconds: 2) == Instant(milliseconds: 3_500))
        #expect(start.adding(seconds: -2) == Instant(milliseconds: -500))
        #expect(Instant(milliseconds: 3_499).seconds(since: start) == 1)
        #expect(start.seconds(since: Instant(milliseconds: 3_499)) == -1)
        #expect(start < Instant(milliseconds: 1_501))
    }
}
