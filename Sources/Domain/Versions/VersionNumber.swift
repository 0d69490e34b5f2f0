/// A version's number `x.y.z`; each part is a whole number up to 2,147,483,647 without leading zeros.
package struct VersionNumber: Hashable, Comparable, Sendable, CustomStringConvertible, Codable {
    package let major: Int32
    package let minor: Int32
    package let patch: Int32

    package init(_ major: Int32, _ minor: Int32, _ patch: Int32) {
        (self.major, self.minor, self.patch) = (major, minor, patch)
    }

    /// Reads exactly `x.y.z`; anything else is nil.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var numbers: [Int32] = []
        for part in parts {
            let digits = part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard digits, part.count == 1 || part.first != UInt8(ascii: "0"),
                let number = Int32(String(decoding: part, as: UTF8.self))
            else { return nil }
            numbers.append(number)
        }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = VersionNumber(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not x.y.z"))
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "\(major).\(minor).\(patch)" }

    /// Text whose order is the order of the numbers, for the database.
    package var sortKey: String {
        [major, minor, patch].map { part in
            let digits = String(part)
            return String(repeating: "0", count: 10 - digits.utf8.count) + digits
        }.joined(separator: ".")
    }

    /// The number to suggest after this one; nil after the very last.
    package var next: VersionNumber? {
        if patch < .max { return VersionNumber(major, minor, patch + 1) }
        if minor < .max { return VersionNumber(major, minor + 1, 0) }
        return major < .max ? VersionNumber(major + 1, 0, 0) : nil
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
