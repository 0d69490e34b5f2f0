import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct HostilePictureTests {
    private func code(_ bytes: [UInt8], _ kind: PictureKind = .avatar) -> String? {
        do {
            _ = try PreparePicture.run(bytes, as: kind)
            return nil
        } catch {
            return (error as? Refusal)?.code ?? "\(error)"
        }
    }

    @Test func `a picture is known by its content and nothing else is a picture`() throws {
        let others: [[UInt8]] = [
            [], [0xff], Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8),
            Array("BM".utf8) + Array(repeating: 0, count: 60),
            Array("II*\0".utf8) + Array(repeating: 0, count: 60), Array("%PDF-1.7".utf8), Array("GIF".utf8),
            Array("RIFF\u{1}\0\0\0WAVEfmt ".utf8), Array("\u{89}PNG".utf8),
        ]
        for bytes in others {
            for kind in PictureKind.allCases { #expect(code(bytes, kind) == "PICTURE_FORMAT") }
        }
        for kind in [PictureKind.logo, .screenshot] {
            #expect(code(try SamplePicture.webp(600, 600), kind) == "PICTURE_FORMAT")
            #expect(code(try SamplePicture.gif(600, 600), kind) == "PICTURE_FORMAT")
        }
    }

    @Test func `a picture that declares more pixels than the limit is refused by its header alone`() throws {
        let ihdr: [UInt8] = [0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40, 8, 6, 0, 0, 0]
        let png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13] + Array("IHDR".utf8) + ihdr
        #expect(code(png) == "PICTURE_TOO_LARGE")
        let sof: [UInt8] =
            [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3] + Array(repeating: 0, count: 9)
        #expect(code(sof) == "PICTURE_TOO_LARGE")
        // The screen is small, the frame is not: the frame is what would be decoded.
        let gif = Array("GIF89a".utf8) + [100, 0, 100, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0]
        #expect(code(gif) == "PICTURE_TOO_LARGE")
        let extended = Array("RIFF\u{40}\0\0\0WEBPVP8X\u{0a}\0\0\0\0\0\0\0".utf8) + [0xff, 0x3f, 0, 0xff, 0x3f, 0]
        #expect(code(extended) == "PICTURE_TOO_LARGE")
    }

    @Test func `the limit is 50 million pixels, exactly`() throws {
        func header(_ width: Int, _ height: Int) throws -> PictureHeader {
            let size = [width, height].flatMap { value in (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
            let start: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]
            return try PictureHeader(checking: start + Array("IHDR".utf8) + size)
        }
        #expect(try header(5_000, 10_000).width == 5_000)
        #expect(throws: Refusal.self) { try header(5_000, 10_001) }
        #expect(throws: Refusal.self) { try header(0x7fff_ffff, 0x7fff_ffff) }
        #expect(throws: Refusal.self) { try header(0, 10) }
    }

    @Test func `a JPEG that repaints itself endlessly is refused`() throws {
        let jpeg = try SamplePicture.jpeg(400, 400)
        #expect(code(jpeg) == nil)
        let scan: [UInt8] = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12]
        let many = jpeg.dropLast(2) + Array(repeating: scan, count: 1_000).joined() + [0xff, 0xd9]
        #expect(code(Array(many)) == "PICTURE_NOT_READABLE")
    }

    @Test func `a picture that was cut off is refused at every length`() throws {
        let samples = [
            try SamplePicture.png(300, 300), try SamplePicture.jpeg(300, 300), try SamplePicture.webp(300, 300),
        ]
        for bytes in samples {
            for length in stride(from: 16, to: bytes.count, by: max(1, bytes.count / 60)) {
                let refused = code(Array(bytes.prefix(length)))
                #expect(refused == "PICTURE_NOT_READABLE", "cut at \(length) of \(bytes.count)")
            }
        }
    }

    @Test func `damaged pictures are refused or shown, and never take the program down`() throws {
        var random = SeededGenerator(seed: 20_210_042)
        let samples = [
            try SamplePicture.png(90, 80), try SamplePicture.webp(90, 80), try SamplePicture.gif(90, 80),
            SamplePicture.withEXIF(try SamplePicture.jpeg(90, 80), orientation: 6),
            try SamplePicture.losslessWebP(90, 80),
        ]
        for round in 0..<600 {
            var bytes = samples[round % samples.count]
            for _ in 0...Int.random(in: 0..<6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert([0, 0xff, 0x80].randomElement(using: &random) ?? 0, at: place)
                }
            }
            let refused = code(bytes)
            #expect(refused == nil || refused?.hasPrefix("PICTURE_") == true)
        }
    }

    @Test func `an EXIF segment that makes no sense changes nothing`() throws {
        let jpeg = try SamplePicture.jpeg(128, 64)
        var random = SeededGenerator(seed: 6)
        for round in 0..<200 {
            let length = Int.random(in: 0..<60, using: &random)
            var payload = Array("Exif\0\0MM\0*".utf8)
            if round % 2 == 0 { payload += [0, 0, 0, 8, 0xff, 0xff] }
            payload += (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let segment: [UInt8] = [0xff, 0xe1, 0, UInt8(payload.count + 2)] + payload
            let header = try PictureHeader(checking: jpeg.prefix(2) + segment + jpeg.dropFirst(2))
            #expect(header.width == 128 && header.height == 64 && (1...8).contains(header.orientation))
        }
        for orientation in [UInt8(0), 9, 255] {
            let sent = SamplePicture.withEXIF(jpeg, orientation: orientation)
            #expect(try PictureHeader(checking: sent).orientation == 1)
        }
    }
}
