import Domain
import Foundation
import Testing

@Suite struct GrayShareTests {
    @Test(arguments: [
        ("0.01", 100), ("0.1", 1_000), ("0.10", 1_000), ("1", 10_000), ("1.00", 10_000), ("10", 100_000),
        ("33.3", 333_000), ("33.33", 333_300), ("99.99", 999_900), ("100", 1_000_000), ("100.00", 1_000_000),
        ("0.05", 500), ("12.5", 125_000),
    ])
    func `per cent with at most two decimals is read exactly`(text: String, ppm: Int) {
        #expect(GrayShare(percent: text)?.ppm == ppm)
    }

    @Test(arguments: [
        "", "0", "0.0", "0.00", "0.001", "0.005", "33.333", "100.01", "101", "1000", "1e1", "-1", "+1", " 1", "1 ",
        "1.", ".5", ".", "1.2.3", "１０", "10%", "ten", "1,5", "0x10", "99999999999999999999", "NaN",
    ])
    func `anything else is no share`(text: String) {
        #expect(GrayShare(percent: text) == nil)
    }

    @Test(arguments: [-100, 0, 1, 99, 101, 150, 999_950, 1_000_001, 1_000_100, Int.max, Int.min])
    func `millionths are a multiple of 100 from 100 to 1,000,000`(ppm: Int) {
        #expect(GrayShare(ppm: ppm) == nil)
    }

    @Test func `every share is printed so that it is read as the same one, by text and by number`() {
        for ppm in stride(from: 100, through: 1_000_000, by: 100) {
            guard let share = GrayShare(ppm: ppm) else {
                Issue.record("\(ppm)")
                return
            }
            if GrayShare(percent: share.description) != share || GrayShare(percent: share.percent) != share {
                Issue.record("\(ppm) is printed as \(share.description) and \(share.percent)")
                return
            }
        }
    }

    @Test(arguments: [(1_000_000, "100"), (100, "0.01"), (333_000, "33.3"), (100_500, "10.05"), (10_000, "1")])
    func `no needless zero is printed`(ppm: Int, text: String) {
        #expect(GrayShare(ppm: ppm)?.description == text)
    }

    @Test(arguments: [0, -1, 100.001, 0.001, 33.333, .nan, .infinity, -.infinity, 1e300, 1e-300])
    func `a number that is not a whole number of hundredths within the limits is no share`(percent: Double) {
        #expect(GrayShare(percent: percent) == nil)
    }

    @Test func `numbers that binary fractions cannot hold exactly are read all the same`() {
        #expect(GrayShare(percent: 0.1 + 0.2)?.ppm == 3_000)
        #expect(GrayShare(percent: 0.07 * 100)?.ppm == 70_000)
    }

    @Test func `in JSON it is its millionths, and nothing else is taken`() throws {
        let share = try #require(GrayShare(percent: "33.3"))
        #expect(String(decoding: try JSONEncoder().encode([share]), as: UTF8.self) == "[333000]")
        #expect(try JSONDecoder().decode([GrayShare].self, from: Data("[333000]".utf8)) == [share])
        for text in ["[0]", "[50]", "[1000100]", "[\"10\"]", "[10.5]", "[null]"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode([GrayShare].self, from: Data(text.utf8))
            }
        }
    }

    @Test func `positions below the share are inside, everybody at a hundred`() throws {
        let one = try #require(GrayShare(percent: "1"))
        #expect(one.contains(0) && one.contains(9_999) && !one.contains(10_000))
        #expect(GrayShare.everyone.contains(Cohort.places - 1))
        #expect(one < .everyone)
    }

    @Test func `the presets are those of the phone`() {
        #expect(GrayRelease.presets.map(\.description) == ["1", "5", "10", "30", "50", "100"])
    }
}
