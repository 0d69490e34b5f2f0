import Crypto

/// The chance of one gray release: 128 random bits, drawn once when it begins.
///
/// Two releases draw independently; a hotfix inherits the salt of what it replaces and so gets the same users.
package struct CohortSalt: Hashable, Sendable, Codable {
    package static let byteCount = 16
    package let bytes: [UInt8]

    /// 16 bytes, drawn.
    fileprivate init(drawn bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless these are 16 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Reads 32 hexadecimal digits.
    package init?(hex: String) {
        let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == Self.byteCount * 2, hex.utf8.count == digits.count else { return nil }
        bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Lower-case hexadecimal: how it is stored and published.
    package var hex: String { Hex.text(bytes) }

    package init(from decoder: any Decoder) throws {
        guard let salt = CohortSalt(hex: try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a salt"))
        }
        self = salt
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

extension World {
    /// The chance of a new gray release.
    package func salt() -> CohortSalt { CohortSalt(drawn: bytes(CohortSalt.byteCount)) }
}

/// Where users stand in the draw of a gray release.
///
/// Source: DESIGN, "Cohort". The vectors in `docs/API.md` let any language check its own.
package enum Cohort {
    /// The number of places: a share in millionths takes the first of them.
    package static let places = 1_000_000

    /// A user's place, 0 to 999,999: the first 8 bytes, big-endian, of SHA-256(salt ‖ UTF-8 of the user id), as a fraction of
    /// 2^64, times 1,000,000, rounded down. It never changes within a release, so that whoever is inside stays inside as the
    /// share grows.
    package static func position(of user: String, salt: CohortSalt) -> Int {
        var hash = SHA256()
        hash.update(data: salt.bytes)
        var user = user
        user.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        let first = hash.finalize().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(first.multipliedFullWidth(by: UInt64(places)).high)
    }
}
