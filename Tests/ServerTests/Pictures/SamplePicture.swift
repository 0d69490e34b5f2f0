import CGD

@testable import Server

/// Pictures for tests, drawn and encoded by libgd.
enum SamplePicture {
    static let (red, green, blue, white) = (Int32(0xff_0000), Int32(0x00_a000), Int32(0x00_00ff), Int32(0xff_ffff))

    /// Four quarters in four colours: top left, top right, bottom left, bottom right.
    static func quarters(_ width: Int, _ height: Int, _ colours: [Int32] = [red, green, blue, white]) throws -> Bitmap {
        let bitmap = try Bitmap(width: width, height: height)
        for (index, colour) in colours.enumerated() {
            bitmap.fill(
                x: index % 2 * (width / 2),
                y: index / 2 * (height / 2),
                width: width - width / 2,
                height: height - height / 2,
                colour
            )
        }
        return bitmap
    }

    static func png(_ width: Int, _ height: Int) throws -> [UInt8] { try quarters(width, height).png() }

    static func jpeg(_ width: Int, _ height: Int) throws -> [UInt8] { try quarters(width, height).jpeg(quality: 90) }

    static func webp(_ width: Int, _ height: Int) throws -> [UInt8] {
        let bitmap = try quarters(width, height)
        var count: Int32 = 0
        return taken(gdImageWebpPtrEx(bitmap.image, &count, 90), count)
    }

    static func losslessWebP(_ width: Int, _ height: Int) throws -> [UInt8] {
        let bitmap = try quarters(width, height)
        var count: Int32 = 0
        return taken(gdImageWebpPtrEx(bitmap.image, &count, 101), count)
    }

    static func gif(_ width: Int, _ height: Int) throws -> [UInt8] {
        let bitmap = try quarters(width, height)
        var count: Int32 = 0
        return taken(gdImageGifPtr(bitmap.image, &count), count)
    }

    /// A picture that compresses badly, as a photograph does.
    static func noise(_ width: Int, _ height: Int, seed: UInt64) throws -> Bitmap {
        let bitmap = try Bitmap(width: width, height: height)
        var state = seed
        for y in 0..<height {
            for x in 0..<width {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bitmap.setPixel(x, y, Int32(truncatingIfNeeded: state >> 40) & 0xff_ffff)
            }
        }
        return bitmap
    }

    /// Puts an EXIF segment with an orientation, and a place where somebody lives, into a JPEG.
    static func withEXIF(_ jpeg: [UInt8], orientation: UInt8, bigEndian: Bool = true) -> [UInt8] {
        let secret = Array("GPS 30.2741,120.1551".utf8)
        let tiff: [UInt8] =
            bigEndian
            ? [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
            : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
        let payload = Array("Exif\0\0".utf8) + tiff + secret
        let length = payload.count + 2
        return jpeg.prefix(2) + [0xff, 0xe1, UInt8(length >> 8), UInt8(length & 255)] + payload + jpeg.dropFirst(2)
    }

    /// The colours of the quarters' middles, as `quarters` takes them; each channel rounded to full or none.
    static func quarterColours(of bytes: [UInt8]) throws -> [Int32] {
        let bitmap = try Bitmap(decoding: bytes)
        return [(1, 1), (3, 1), (1, 3), (3, 3)].map { x, y in
            let colour = bitmap.pixel(bitmap.width * x / 4, bitmap.height * y / 4)
            return [red, green, blue, white].min { distance($0, colour) < distance($1, colour) } ?? colour
        }
    }

    private static func distance(_ one: Int32, _ other: Int32) -> Int32 {
        [Int32(16), 8, 0].reduce(0) { $0 + abs((one >> $1) & 255 - (other >> $1) & 255) }
    }

    private static func taken(_ memory: UnsafeMutableRawPointer?, _ count: Int32) -> [UInt8] {
        guard let memory else { return [] }
        defer { gdFree(memory) }
        return Array(UnsafeRawBufferPointer(start: memory, count: Int(count)))
    }
}
