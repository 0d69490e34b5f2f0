import Glibc

/// Walks a JPEG's segments to its end: size and orientation, and what would make decoding it too dear.
struct JPEGHeader {
    let header: PictureHeader

    /// A progressive JPEG repaints the whole picture with every scan, and a scan may be a few bytes long. Encoders
    /// write about ten.
    static let mostScans = 64
    /// Pixels times scans that are decoded at most: a few seconds of work.
    static let mostPixelsPainted = 1_000_000_000

    /// - Returns: `nil` when the file is broken or cut off.
    /// - Throws: a `Refusal` when it declares more pixels than `mostPixels`.
    init?(_ reader: ByteReader, mostPixels: Int) throws {
        var size: (width: Int, height: Int)?
        var orientation: Int?
        var scans = 0
        var position = 2
        while let (marker, after) = Self.nextMarker(reader, from: position) {
            switch marker {
            case 0x01, 0xd0...0xd8: position = after
            case 0xd9:
                guard let size, scans > 0 else { return nil }
                header = PictureHeader(
                    format: .jpeg,
                    width: size.width,
                    height: size.height,
                    orientation: orientation ?? 1
                )
                return
            default:
                guard let length = reader.big16(after), length >= 2,
                    let segment = reader.slice(after + 2, length - 2)
                else { return nil }
                position = after + length
                switch marker {
                case 0xc0...0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
                    let frame = ByteReader(segment)
                    guard size == nil, let height = frame.big16(1), let width = frame.big16(3) else { return nil }
                    guard width * height <= mostPixels else { throw PictureRefusal.tooManyPixels(mostPixels) }
                    size = (width, height)
                case 0xda:
                    scans += 1
                    guard let size, scans <= Self.mostScans,
                        scans * size.width * size.height <= Self.mostPixelsPainted
                    else { return nil }
                case 0xe1: orientation = orientation ?? EXIFOrientation.read(segment)
                default: break
                }
            }
        }
        // No end marker: the file was cut off on its way. A decoder would fill the rest with gray.
        return nil
    }

    /// The next marker, by the rules of libjpeg, so that both see the same segments: anything that is not a marker is
    /// skipped, and so are stuffed zeros and fill bytes.
    private static func nextMarker(_ reader: ByteReader, from start: Int) -> (marker: UInt8, after: Int)? {
        reader.bytes.withUnsafeBytes { raw in
            var position = start
            while position < raw.count, let base = raw.baseAddress {
                guard let found = memchr(base + position, 0xff, raw.count - position) else { return nil }
                position = UnsafeRawPointer(found) - base + 1
                while position < raw.count, raw[position] == 0xff { position += 1 }
                guard position < raw.count else { return nil }
                if raw[position] != 0 { return (raw[position], position + 1) }
                position += 1
            }
            return nil
        }
    }
}

/// The one tag of EXIF that changes how a picture looks. Everything else in it (place, time, camera) is dropped.
enum EXIFOrientation {
    /// The orientation, 1 to 8, out of an `APP1` segment; `nil` when it is absent or makes no sense.
    static func read(_ segment: ArraySlice<UInt8>) -> Int? {
        let whole = ByteReader(segment)
        guard whole.text(0, 6) == "Exif\0\0", let tiff = whole.slice(6, segment.count - 6) else { return nil }
        let reader = ByteReader(tiff)
        let bigEndian: Bool
        switch reader.text(0, 2) {
        case "MM": bigEndian = true
        case "II": bigEndian = false
        default: return nil
        }
        func short(_ position: Int) -> Int? { bigEndian ? reader.big16(position) : reader.little16(position) }
        func long(_ position: Int) -> Int? { bigEndian ? reader.big32(position) : reader.little32(position) }
        guard short(2) == 42, let directory = long(4), let entries = short(directory) else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + index * 12
            guard let tag = short(entry) else { return nil }
            guard tag == 0x0112 else { continue }
            // Type 3, one value: a short, which stands in the entry itself.
            guard short(entry + 2) == 3, long(entry + 4) == 1, let value = short(entry + 8) else { return nil }
            return (1...8).contains(value) ? value : nil
        }
        return nil
    }
}
