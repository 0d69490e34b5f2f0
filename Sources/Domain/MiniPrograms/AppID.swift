/// The `app_id` that hosts, build machines and people know a mini program by: 16 digits, starting with 2021.
package enum AppID {
    package static let prefix = "2021"

    /// A new id from 8 random bytes (`World.bytes`); missing bytes count as zero. Twelve digits are chance, so whoever stores
    /// it lets the primary key refuse the rare double and tries again.
    package static func make(random: [UInt8]) -> ID<MiniProgram> {
        let number = (random + [UInt8](repeating: 0, count: 8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let digits = String(number % 1_000_000_000_000)
        let zeros = String(repeating: "0", count: 12 - digits.utf8.count)
        return ID(rawValue: prefix + zeros + digits)
    }

    /// The id that `text` is, or nil when it cannot be one; this says nothing about whether there is such a mini program.
    package static func check(_ text: String) -> ID<MiniProgram>? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes.starts(with: prefix.utf8), bytes.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return ID(rawValue: text)
    }

    /// In groups of four, for reading aloud: `2021 0042 8817 3306`.
    package static func grouped(_ id: ID<MiniProgram>) -> String {
        var groups = ""
        for (place, digit) in id.rawValue.enumerated() {
            if place > 0, place.isMultiple(of: 4) { groups += " " }
            groups.append(digit)
        }
        return groups
    }
}
