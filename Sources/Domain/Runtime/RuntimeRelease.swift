/// A version as host apps get it.
package struct RuntimeRelease: Hashable, Sendable {
    package let number: VersionNumber
    /// The package's SHA-256.
    package let hash: PackageHash
    /// Bytes of the package.
    package let size: Int64
    /// The lowest base library that runs it; nil where every one does.
    package let lowestBaseLibrary: VersionNumber?

    package init(number: VersionNumber, hash: PackageHash, size: Int64, lowestBaseLibrary: VersionNumber?) {
        self.number = number
        self.hash = hash
        self.size = size
        self.lowestBaseLibrary = lowestBaseLibrary
    }

    /// Whether a host with this base library runs it; a host that does not say is taken to run everything.
    package func runs(on baseLibrary: VersionNumber?) -> Bool {
        guard let lowestBaseLibrary, let baseLibrary else { return true }
        return lowestBaseLibrary <= baseLibrary
    }
}

/// A SHA-256 in 32 bytes without an allocation: the table holds a million of them.
package struct PackageHash: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Reads 64 hexadecimal digits.
    package init?(hex: String) {
        guard hex.utf8.count == 64 else { return nil }
        let digits = Array(hex.utf8)
        var words: [UInt64] = []
        for start in stride(from: 0, to: 64, by: 16) {
            guard let word = UInt64(String(decoding: digits[start..<start + 16], as: UTF8.self), radix: 16) else {
                return nil
            }
            words.append(word)
        }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// Lower-case hexadecimal.
    package var hex: String {
        Hex.text(
            [words.0, words.1, words.2, words.3].flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
            }
        )
    }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
