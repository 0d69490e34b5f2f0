import Foundation

/// RFC 4648's alphabet for addresses, without padding: how everything of Web Push is written.
enum Base64URL {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil for what it is not; padding at the end is overlooked, as browsers differ.
    static func bytes(_ text: String) -> [UInt8]? {
        var digits = text.replacing("-", with: "+").replacing("_", with: "/")
        while digits.hasSuffix("=") { digits.removeLast() }
        guard digits.utf8.count % 4 != 1 else { return nil }
        digits += String(repeating: "=", count: (4 - digits.utf8.count % 4) % 4)
        return Data(base64Encoded: digits).map { [UInt8]($0) }
    }
}
