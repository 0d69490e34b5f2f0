/// The formats that people may send. Told apart by content; a name or a declared type is never asked.
package enum PictureFormat: String, Sendable, CaseIterable {
    case png, jpeg, webp, gif

    package var contentType: String { "image/\(rawValue)" }

    init?(sniffing bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
            self = .jpeg
        } else if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) {
            self = .gif
        } else if bytes.count >= 16, bytes.starts(with: Array("RIFF".utf8)),
            bytes[8..<12].elementsEqual("WEBP".utf8)
        {
            self = .webp
        } else {
            return nil
        }
    }
}

/// What a picture's header says, read without decoding the picture.
struct PictureHeader: Equatable {
    /// Pixels that are decoded at most: the largest photographs of today's phones, 200 MB while decoded.
    static let mostPixels = 50_000_000

    let format: PictureFormat
    let width: Int
    let height: Int
    /// EXIF's orientation, 1 (upright) to 8.
    var orientation = 1

    /// Reads the header and refuses what must not reach a decoder.
    ///
    /// A few hundred bytes can declare a picture of many gigabytes, so this comes before any decoding.
    /// - Throws: a `Refusal`: `PICTURE_FORMAT`, `PICTURE_NOT_READABLE` or `PICTURE_TOO_LARGE`.
    init(checking bytes: [UInt8], mostPixels: Int = PictureHeader.mostPixels) throws {
        guard let format = PictureFormat(sniffing: bytes) else { throw PictureRefusal.format }
        let reader = ByteReader(bytes)
        let header: PictureHeader? =
            switch format {
            case .png: Self.png(reader)
            case .jpeg: try JPEGHeader(reader, mostPixels: mostPixels)?.header
            case .webp: Self.webp(reader)
            case .gif: Self.gif(reader)
            }
        guard let header, header.width > 0, header.height > 0 else { throw PictureRefusal.notReadable }
        guard header.width * header.height <= mostPixels else { throw PictureRefusal.tooManyPixels(mostPixels) }
        self = header
    }

    init(format: PictureFormat, width: Int, height: Int, orientation: Int = 1) {
        (self.format, self.width, self.height, self.orientation) = (format, width, height, orientation)
    }

    /// `IHDR` must be the first chunk.
    private static func png(_ bytes: ByteReader) -> PictureHeader? {
        guard bytes.big32(8) == 13, bytes.text(12, 4) == "IHDR" else { return nil }
        guard let width = bytes.big32(16), let height = bytes.big32(20) else { return nil }
        guard width < 1 << 31, height < 1 << 31 else { return nil }
        return PictureHeader(format: .png, width: width, height: height)
    }

    /// Lossy, lossless and extended files keep their size in three different places.
    private static func webp(_ bytes: ByteReader) -> PictureHeader? {
        switch bytes.text(12, 4) {
        case "VP8 ":
            guard bytes.big24(23) == 0x9d012a, let width = bytes.little16(26), let height = bytes.little16(28) else {
                return nil
            }
            return PictureHeader(format: .webp, width: width & 0x3fff, height: height & 0x3fff)
        case "VP8L":
            guard bytes.byte(20) == 0x2f, let low = bytes.little16(21), let high = bytes.little16(23) else {
                return nil
            }
            let bits = high << 16 | low
            return PictureHeader(format: .webp, width: bits & 0x3fff + 1, height: bits >> 14 & 0x3fff + 1)
        case "VP8X":
            guard let width = bytes.little24(24), let height = bytes.little24(27) else { return nil }
            return PictureHeader(format: .webp, width: width + 1, height: height + 1)
        default: return nil
        }
    }

    /// libgd makes the picture as large as its first frame, which need not be the declared screen.
    private static func gif(_ bytes: ByteReader) -> PictureHeader? {
        guard let flags = bytes.byte(10) else { return nil }
        var position = 13 + (flags & 0x80 != 0 ? 3 << (Int(flags & 7) + 1) : 0)
        while let kind = bytes.byte(position) {
            switch kind {
            case 0x2c:
                guard let width = bytes.little16(position + 5), let height = bytes.little16(position + 7) else {
                    return nil
                }
                return PictureHeader(format: .gif, width: width, height: height)
            case 0x21:
                position += 2
                while let length = bytes.byte(position) {
                    position += 1 + Int(length)
                    if length == 0 { break }
                }
            case 0x3b: return nil
            // The decoder skips bytes that mean nothing between blocks, so this does too.
            default: position += 1
            }
        }
        return nil
    }
}
