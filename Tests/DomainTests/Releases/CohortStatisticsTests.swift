import Domain
import TestSupport
import Testing

/// Whether the draw is fair, over 200,000 user ids of each shape that hosts have. Ids and salts are the same in every run.
@Suite struct CohortStatisticsTests {
    private static let count = 200_000

    enum Shape: CaseIterable { case uuid, sequence, mail }

    private static func ids(_ shape: Shape) -> [String] {
        var chance = SeededGenerator(seed: 2088)
        let digits = Array("0123456789abcdef".utf8)
        return (0..<count).map { number in
            switch shape {
            case .uuid:
                var text: [UInt8] = []
                for _ in 0..<2 {
                    let bits = chance.next()
                    for shift in stride(from: 60, through: 0, by: -4) {
                        text.append(digits[Int(bits >> UInt64(shift) & 15)])
                    }
                }
                for place in [8, 13, 18, 23] { text.insert(UInt8(ascii: "-"), at: place) }
                (text[14], text[19]) = (UInt8(ascii: "4"), UInt8(ascii: "a"))
                return String(decoding: text, as: UTF8.self)
            case .sequence:
                let text = String(102_146_000_000 + number)
                return "2088" + String(repeating: "0", count: 12 - text.utf8.count) + text
            case .mail: return "user\(number)@\(number % 7 == 0 ? "mail.example.cn" : "example.com")"
            }
        }
    }

    private static func salt(_ seed: UInt64) -> CohortSalt {
        var chance = SeededGenerator(seed: seed)
        // 16 bytes are always a salt.
        return CohortSalt(bytes: (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &chance) })!
    }

    @Test(arguments: Shape.allCases)
    func `the draw is fair, stays and is independent of every other release`(_ shape: Shape) throws {
        let ids = Self.ids(shape)
        #expect(Set(ids).count == Self.count)
        let salt = Self.salt(1)
        let places = ids.map { Cohort.position(of: $0, salt: salt) }
        try checkShares(places)
        checkBins(places)
        checkGrowth(places)
        try checkOverlap(ids, places)
    }

    /// The part inside differs from the share by at most 4 standard deviations.
    private func checkShares(_ places: [Int]) throws {
        for percent in ["0.01", "1", "10", "50"] {
            let share = try #require(GrayShare(percent: percent))
            let part = Double(share.ppm) / 1_000_000
            let expected = Double(Self.count) * part
            let deviation = (expected * (1 - part)).squareRoot()
            let inside = Double(places.count { share.contains($0) })
            #expect(abs(inside - expected) <= 4 * deviation, "\(percent) %: \(inside) of \(expected)")
        }
    }

    /// Chi-square over 1,000 bins: 999 degrees of freedom, so a mean of 999 and a standard deviation of √1998; too even would
    /// be as suspicious as too uneven.
    private func checkBins(_ places: [Int]) {
        var bins = [Int](repeating: 0, count: 1_000)
        for place in places { bins[place / 1_000] += 1 }
        let expected = Double(Self.count) / 1_000
        let square = bins.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        #expect(abs(square - 999) <= 4 * 1_998.0.squareRoot(), "chi-square \(square)")
    }

    /// Nobody leaves when the share grows.
    private func checkGrowth(_ places: [Int]) {
        let shares = [100, 1_000, 10_000, 50_000, 100_000, 300_000, 500_000, 1_000_000].compactMap {
            GrayShare(ppm: $0)
        }
        var inside: Set<Int> = []
        for share in shares {
            let now = Set(places.indices.filter { share.contains(places[$0]) })
            #expect(inside.isSubset(of: now), "\(share) %")
            inside = now
        }
        #expect(inside.count == Self.count)
    }

    /// Of those in one release's 10 %, a tenth is in another's too.
    private func checkOverlap(_ ids: [String], _ places: [Int]) throws {
        let ten = try #require(GrayShare(percent: "10"))
        let first = places.indices.filter { ten.contains(places[$0]) }
        let second = Self.salt(2)
        let both = first.count { ten.contains(Cohort.position(of: ids[$0], salt: second)) }
        let overlap = Double(both) / Double(first.count)
        #expect(abs(overlap - 0.10) <= 0.005, "overlap \(overlap)")
    }

    @Test func `a hotfix takes over exactly the users of the release that it replaces`() throws {
        var line = ReleaseLine()
        let (old, new) = (ID<Version>(rawValue: "old"), ID<Version>(rawValue: "new"))
        let ten = try #require(GrayShare(percent: "10"))
        let gray = GrayRelease(id: ID(rawValue: "g"), version: old, salt: Self.salt(3), share: ten)
        line.entries[old] = ReleaseLine.Entry(id: old, number: VersionNumber(1, 0, 0), status: .approved)
        line.apply(.grayStarted(gray: gray, number: VersionNumber(1, 0, 0), isAutomatic: false), by: nil)
        line.entries[new] = ReleaseLine.Entry(
            id: new,
            number: VersionNumber(1, 0, 1),
            status: .approved,
            replaces: gray.id
        )
        for event in try line.events(of: .replaceGray, on: new, by: nil) { line.apply(event, by: nil) }
        let after = try #require(line.gray)
        #expect(after.version == new)
        let ids = Self.ids(.sequence).prefix(50_000)
        let (before, now) = (
            ids.filter { gray.share.contains(Cohort.position(of: $0, salt: gray.salt)) },
            ids.filter { after.share.contains(Cohort.position(of: $0, salt: after.salt)) }
        )
        #expect(before == now)
        #expect(!before.isEmpty)
    }
}
