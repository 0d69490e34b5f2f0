import Domain

/// What a picture is for, with the rules that follow. Source of the limits: the mini-program rules ("square logo, PNG
/// or JPEG up to 2 MB", "screenshots up to 4 MB each").
package enum PictureKind: String, Sendable, CaseIterable {
    /// A mini program's logo: kept as a PNG of 512 × 512.
    case logo
    /// A person's picture: its middle, 256 × 256.
    case avatar
    /// A screen of a mini program, for a submission: at most 2,000 pixels long.
    case screenshot

    /// Bytes accepted, as sent.
    package var mostBytes: Int { self == .logo ? 2 << 20 : 4 << 20 }

    var formats: [PictureFormat] { self == .avatar ? PictureFormat.allCases : [.png, .jpeg] }

    /// The shorter edge at least, in pixels.
    var shortestEdge: Int {
        switch self {
        case .logo: 180
        case .avatar: 64
        case .screenshot: 300
        }
    }

    /// How many times as long as wide: more would be unreadable once it is scaled down.
    static let mostStretched = 5

    /// A logo may be off by one part in fifty: drawing programs round.
    static func isSquare(width: Int, height: Int) -> Bool { abs(width - height) * 50 <= max(width, height) }

    /// What the kind is called at the head of a sentence.
    var words: Words {
        switch self {
        case .logo: Words("图标", "The logo")
        case .avatar: Words("头像", "The picture")
        case .screenshot: Words("截图", "The screenshot")
        }
    }
}

/// A picture made anew by Steward: upright, scaled, and without anything but its pixels.
package struct PreparedPicture: Sendable, Equatable {
    package let bytes: [UInt8]
    package let format: PictureFormat
    package let width: Int
    package let height: Int

    package var contentType: String { format.contentType }
}
