import Domain

/// An address that a link or a picture in somebody's text may have.
struct MarkdownAddress: Sendable, Equatable {
    let isOutside: Bool
    /// Whether it is a picture that this site keeps.
    let isPicture: Bool

    private static let schemes = ["https://", "http://", "mailto:"]

    /// Nil for what is not linked: scripts, data, other schemes, other sites without a scheme, control characters.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 2_000,
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f && $0 != "\\" })
        else { return nil }
        if text.hasPrefix("/") {
            // `//host` is another site.
            guard !text.hasPrefix("//") else { return nil }
            isOutside = false
            isPicture = text.hasPrefix(Self.pictures)
        } else {
            let lower = text.lowercased()
            guard Self.schemes.contains(where: { lower.hasPrefix($0) && lower != $0 }) else { return nil }
            isOutside = true
            isPicture = false
        }
    }

    private static let pictures = "/pictures/"
}
