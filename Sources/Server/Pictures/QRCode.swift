import CQREncode

/// A QR code as a square of dark and light modules, without its quiet zone. Drawn by `svg`, `png` and `terminal`.
package struct QRCode: Sendable, Equatable {
    /// How much of the code may be covered or damaged.
    package enum Correction: Sendable {
        /// About 15 %: for codes without a logo.
        case medium
        /// For codes that carry a logo: about 30 %, or 25 or 15 % where that keeps the code below version 7.
        ///
        /// From version 7 on, an alignment pattern stands in the middle. Readers look for it around its place and take
        /// parts of the logo that covers it for it, with more or less correction alike (found by trying: `zbarimg` then
        /// fails with ordinary logos). Below, any logo reads. So this prefers the smaller code, and a text of more than
        /// 106 bytes, which needs a larger one, gets no logo.
        case high
    }

    /// The light border that readers need, in modules (ISO/IEC 18004 asks for four).
    package static let quietZone = 4

    /// The number of modules along one side: 21 to 177.
    package let size: Int
    package let correction: Correction
    private let level: QRecLevel
    /// Row by row from the top left; `true` is dark.
    private let modules: [Bool]

    /// - Throws: `QRCodeError` when the text is empty, holds a NUL or does not fit (1,273 bytes with high correction).
    package init(_ text: String, correction: Correction = .medium) throws {
        // The C function reads up to the first NUL: a longer text would be cut without a word.
        guard !text.isEmpty, !text.utf8.contains(0) else { throw QRCodeError.notEncodable }
        let levels = correction == .high ? [QR_ECLEVEL_H, QR_ECLEVEL_Q, QR_ECLEVEL_M] : [QR_ECLEVEL_M]
        let version = levels.map { Self.version(of: text, $0) }
        let small = version.firstIndex { $0.map { $0 < Self.firstWithMiddlePattern } ?? false }
        level = levels[small ?? 0]
        guard let code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1) else {
            throw QRCodeError.tooLong(bytes: text.utf8.count)
        }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        // Each byte holds flags; the lowest bit is the colour.
        modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
        size = side
        self.correction = correction
    }

    private static func version(of text: String, _ level: QRecLevel) -> Int? {
        guard let code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        return Int(code.pointee.version)
    }

    /// The first version that has an alignment pattern in its middle.
    private static let firstWithMiddlePattern = 7

    /// ISO/IEC 18004's word for the size: 21 modules are version 1, each next one has four more.
    private var version: Int { (size - 17) / 4 }

    /// Whether the module is dark. Everything outside the code is light, as its quiet zone is.
    package subscript(x: Int, y: Int) -> Bool {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return false }
        return modules[y * size + x]
    }

    /// The square in the middle that a logo's white plate takes, in modules from the top left, without the quiet zone;
    /// `nil` when a logo would make the code unreadable.
    ///
    /// Its side is odd, as the code's is, so that it covers whole modules. At most 22 % of the width is less than 5 % of
    /// the area, well inside what 25 % of correction mend; with 15 % it is 17 % of the width and 3 % of the area.
    var plate: (origin: Int, side: Int)? {
        guard correction == .high, version < Self.firstWithMiddlePattern else { return nil }
        let most = size * (level == QR_ECLEVEL_M ? 18 : 22) / 100
        let side = max(3, most % 2 == 1 ? most : most - 1)
        return ((size - side) / 2, side)
    }
}

/// Why a QR code cannot be made: a fault of the caller, since the texts are links that Steward builds.
package enum QRCodeError: Error, Equatable {
    case notEncodable
    case tooLong(bytes: Int)
    /// A logo covers modules, which only high correction makes up for.
    case logoNeedsHighCorrection
}
