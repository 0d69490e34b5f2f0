/// Decodes what somebody sent, checks it against the rules of its kind, and makes it anew.
enum PreparePicture {
    /// A PNG of a screen above this size is kept as a JPEG: it is mostly photographs then.
    static let largestScreenshotPNG = 1_500_000

    /// Blocks for up to seconds: call it through `PictureStudio`.
    /// - Throws: a `Refusal`.
    static func run(_ bytes: [UInt8], as kind: PictureKind) throws -> PreparedPicture {
        guard bytes.count <= kind.mostBytes else { throw PictureRefusal.tooManyBytes(kind) }
        guard let format = PictureFormat(sniffing: bytes), kind.formats.contains(format) else {
            throw kind == .avatar ? PictureRefusal.avatarFormat : PictureRefusal.format
        }
        let header = try PictureHeader(checking: bytes)
        try check(header, for: kind)
        let decoded = try Bitmap(decoding: bytes, header: header)
        switch kind {
        case .logo:
            let logo = try decoded.centreSquare(side: 512).oriented(header.orientation)
            return PreparedPicture(bytes: try logo.png(), format: .png, width: 512, height: 512)
        case .avatar:
            let avatar = try decoded.centreSquare(side: 256).oriented(header.orientation)
            return try encoded(avatar, asPNG: avatar.hasTransparency, quality: 88)
        case .screenshot:
            let screen = try decoded.fitted(longEdge: 2_000).oriented(header.orientation)
            guard format == .png else { return try encoded(screen, asPNG: false, quality: 85) }
            let png = try encoded(screen, asPNG: true, quality: 0)
            if png.bytes.count <= largestScreenshotPNG || screen.hasTransparency { return png }
            return try encoded(screen, asPNG: false, quality: 90)
        }
    }

    private static func check(_ header: PictureHeader, for kind: PictureKind) throws {
        let (short, long) = (min(header.width, header.height), max(header.width, header.height))
        guard short >= kind.shortestEdge else {
            throw PictureRefusal.tooSmall(kind, width: header.width, height: header.height)
        }
        if kind == .logo, !PictureKind.isSquare(width: header.width, height: header.height) {
            throw PictureRefusal.notSquare(width: header.width, height: header.height)
        }
        if kind == .screenshot, long > short * PictureKind.mostStretched { throw PictureRefusal.tooLong }
    }

    private static func encoded(_ bitmap: borrowing Bitmap, asPNG: Bool, quality: Int) throws -> PreparedPicture {
        let bytes = asPNG ? try bitmap.png() : try bitmap.jpeg(quality: quality)
        return PreparedPicture(
            bytes: bytes,
            format: asPNG ? .png : .jpeg,
            width: bitmap.width,
            height: bitmap.height
        )
    }
}
