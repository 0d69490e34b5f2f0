import CGD

/// A picture's pixels in libgd's memory, freed when the value ends. Used on one thread at a time.
struct Bitmap: ~Copyable {
    /// Why libgd gave nothing although the input was checked: memory is short.
    struct OutOfMemory: Error {}

    let image: gdImagePtr

    var width: Int { Int(image.pointee.sx) }
    var height: Int { Int(image.pointee.sy) }

    /// libgd reports broken pictures on standard error by default; people get a `Refusal` instead. Set once for all.
    private static let silenced: Void = gdSetErrorMethod { _, _, _ in }

    init(adopting image: gdImagePtr) { self.image = image }

    deinit { gdImageDestroy(image) }

    /// An empty, transparent picture of 32 bits a pixel.
    init(width: Int, height: Int) throws {
        Self.silenced
        guard let image = gdImageCreateTrueColor(Int32(width), Int32(height)) else { throw OutOfMemory() }
        gdImageAlphaBlending(image, 0)
        gdImageSaveAlpha(image, 1)
        gdImageFilledRectangle(image, 0, 0, Int32(width), Int32(height), 127 << 24)
        self.init(adopting: image)
    }

    /// A picture of at most 256 colours, for QR codes. The first colour asked for is its ground.
    init(paletteWidth width: Int, height: Int) throws {
        Self.silenced
        guard let image = gdImageCreate(Int32(width), Int32(height)) else { throw OutOfMemory() }
        self.init(adopting: image)
    }

    /// Decodes a picture in any accepted format, upright and with 32 bits a pixel.
    ///
    /// Its size is checked from the header first. Its orientation is *not* applied: see `oriented`.
    /// - Throws: a `Refusal`.
    init(decoding bytes: [UInt8], header known: PictureHeader? = nil) throws {
        Self.silenced
        let header = try known ?? PictureHeader(checking: bytes)
        guard let bytes = header.format == .png ? PNGChunks.essential(bytes) : bytes,
            let count = Int32(exactly: bytes.count)
        else { throw PictureRefusal.notReadable }
        let decoded = bytes.withUnsafeBytes { raw -> gdImagePtr? in
            // libgd only reads, but its interface does not say `const`.
            let start = UnsafeMutableRawPointer(mutating: raw.baseAddress)
            return switch header.format {
            case .png: gdImageCreateFromPngPtr(count, start)
            // 1: go on after warnings. Many phones write JPEGs that libjpeg warns of and that every viewer shows.
            case .jpeg: gdImageCreateFromJpegPtrEx(count, start, 1)
            case .webp: gdImageCreateFromWebpPtr(count, start)
            case .gif: gdImageCreateFromGifPtr(count, start)
            }
        }
        guard let decoded else { throw PictureRefusal.notReadable }
        // Decoder and header check must agree, else the limit on pixels meant nothing.
        guard Int(decoded.pointee.sx) == header.width, Int(decoded.pointee.sy) == header.height,
            gdImagePaletteToTrueColor(decoded) != 0
        else {
            gdImageDestroy(decoded)
            throw PictureRefusal.notReadable
        }
        gdImageAlphaBlending(decoded, 0)
        gdImageSaveAlpha(decoded, 1)
        self.init(adopting: decoded)
    }

    /// Encoded as PNG, transparency included.
    func png() throws -> [UInt8] {
        var count: Int32 = 0
        return try Self.taken(gdImagePngPtr(image, &count), count)
    }

    /// Encoded as JPEG; a transparent picture needs `flattened` first.
    func jpeg(quality: Int) throws -> [UInt8] {
        var count: Int32 = 0
        gdImageInterlace(image, 1)
        return try Self.taken(gdImageJpegPtr(image, &count, Int32(quality)), count)
    }

    private static func taken(_ memory: UnsafeMutableRawPointer?, _ count: Int32) throws -> [UInt8] {
        guard let memory else { throw OutOfMemory() }
        defer { gdFree(memory) }
        return Array(UnsafeRawBufferPointer(start: memory, count: Int(count)))
    }
}
