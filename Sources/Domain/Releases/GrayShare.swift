/// The share of users that a gray release reaches, in millionths, from 0.01 % to 100 % in steps of 0.01 %.
///
/// Source: DESIGN, "Cohort".
package struct GrayShare: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Millionths of all users: a multiple of 100 from 100 to 1,000,000.
    package let ppm: Int

    package static let everyone = GrayShare(unchecked: 1_000_000)
    /// One hundredth of a per cent.
    private static let step = 100

    private init(unchecked ppm: Int) { self.ppm = ppm }

    /// Nil when it is not a whole number of hundredths of a per cent within the limits.
    package init?(ppm: Int) {
        guard ppm % Self.step == 0, (Self.step...1_000_000).contains(ppm) else { return nil }
        self.ppm = ppm
    }

    /// Reads `10`, `0.01` or `33.3`: per cent with at most two decimals, without sign or spaces.
    package init?(percent text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Self.number(parts[0], digits: 1...3) else { return nil }
        var hundredths = whole * 100
        if parts.count == 2 {
            guard let fraction = Self.number(parts[1], digits: 1...2) else { return nil }
            hundredths += parts[1].count == 1 ? fraction * 10 : fraction
        }
        self.init(ppm: hundredths * Self.step)
    }

    /// From a JSON number of per cent; nil unless it is a whole number of hundredths within the limits.
    package init?(percent: Double) {
        guard percent.isFinite, percent > 0, percent <= 100 else { return nil }
        let hundredths = (percent * 100).rounded()
        guard abs(hundredths - percent * 100) < 1e-6 else { return nil }
        self.init(ppm: Int(hundredths) * Self.step)
    }

    private static func number(_ text: Substring.UTF8View.SubSequence, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.count), text.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    package init(from decoder: any Decoder) throws {
        let ppm = try decoder.singleValueContainer().decode(Int.self)
        guard let share = GrayShare(ppm: ppm) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a share"))
        }
        self = share
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ppm)
    }

    /// Per cent as a number, for JSON and pictures.
    package var percent: Double { Double(ppm) / 10_000 }

    /// Per cent without the sign and without needless zeros: `10`, `0.01`, `33.3`.
    package var description: String {
        let (whole, hundredths) = (ppm / 10_000, ppm % 10_000 / Self.step)
        if hundredths == 0 { return "\(whole)" }
        if hundredths % 10 == 0 { return "\(whole).\(hundredths / 10)" }
        return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    /// Whether a user at this position is inside.
    package func contains(_ position: Int) -> Bool { position < ppm }

    package static func < (left: Self, right: Self) -> Bool { left.ppm < right.ppm }
}
