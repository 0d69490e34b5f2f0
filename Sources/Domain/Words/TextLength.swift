/// How long a text is by the platform's count: a Chinese character, and any other outside ASCII, counts 2.
///
/// Source: the limits in `mini-program-rules`: "description 30 to 500 with Chinese characters counting 2".
package enum TextLength {
    /// Counted by Unicode scalar: combining marks and joined emoji count each part, so that no text is longer than it looks.
    package static func weighted(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }
}
