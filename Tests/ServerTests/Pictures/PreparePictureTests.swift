import Domain
import Testing

@testable import Server

@Suite struct PreparePictureTests {
    private func code(_ bytes: [UInt8], _ kind: PictureKind) -> String? {
        do {
            _ = try PreparePicture.run(bytes, as: kind)
            return nil
        } catch {
            return (error as? Refusal)?.code ?? "\(error)"
        }
    }

    @Test func `a logo becomes a PNG of 512 by 512`() throws {
        for bytes in [
            try SamplePicture.png(180, 180), try SamplePicture.jpeg(1_024, 1_024), try SamplePicture.png(600, 606),
        ] {
            let logo = try PreparePicture.run(bytes, as: .logo)
            #expect(logo.format == .png && logo.contentType == "image/png")
            #expect(try PictureHeader(checking: logo.bytes) == PictureHeader(format: .png, width: 512, height: 512))
            #expect(
                try SamplePicture.quarterColours(of: logo.bytes) == [
                    SamplePicture.red, SamplePicture.green, SamplePicture.blue, SamplePicture.white,
                ]
            )
        }
    }

    @Test func `a logo that is not square, or too small, is refused with its size`() throws {
        #expect(code(try SamplePicture.png(600, 613), .logo) == "PICTURE_NOT_SQUARE")
        #expect(code(try SamplePicture.png(179, 179), .logo) == "PICTURE_TOO_SMALL")
        #expect(PictureRefusal.notSquare(width: 600, height: 613).words.en.contains("600 × 613"))
    }

    @Test func `transparency is kept in a logo and in an avatar`() throws {
        let hole = try SamplePicture.quarters(600, 600, [SamplePicture.red, 127 << 24, 127 << 24, SamplePicture.blue])
        for kind in [PictureKind.logo, .avatar] {
            let prepared = try PreparePicture.run(try hole.png(), as: kind)
            let bitmap = try Bitmap(decoding: prepared.bytes)
            #expect(prepared.format == .png)
            #expect(bitmap.pixel(bitmap.width * 3 / 4, bitmap.height / 4) >> 24 == 127)
            #expect(bitmap.pixel(bitmap.width / 4, bitmap.height / 4) == SamplePicture.red)
        }
    }

    @Test func `an avatar is the middle of the picture in any format`() throws {
        for bytes in [
            try SamplePicture.png(800, 300), try SamplePicture.jpeg(300, 900), try SamplePicture.webp(640, 480),
            try SamplePicture.losslessWebP(640, 480), try SamplePicture.gif(500, 400),
        ] {
            let avatar = try PreparePicture.run(bytes, as: .avatar)
            #expect(avatar.width == 256 && avatar.height == 256 && avatar.format == .jpeg)
            #expect(
                try SamplePicture.quarterColours(of: avatar.bytes) == [
                    SamplePicture.red, SamplePicture.green, SamplePicture.blue, SamplePicture.white,
                ]
            )
        }
    }

    @Test func `a screenshot is at most 2,000 pixels long and never enlarged`() throws {
        let tall = try PreparePicture.run(try SamplePicture.png(1_200, 2_600), as: .screenshot)
        #expect(tall.width == 923 && tall.height == 2_000 && tall.format == .png)
        let wide = try PreparePicture.run(try SamplePicture.jpeg(2_600, 1_200), as: .screenshot)
        #expect(wide.width == 2_000 && wide.height == 923 && wide.format == .jpeg)
        let small = try PreparePicture.run(try SamplePicture.png(390, 844), as: .screenshot)
        #expect(small.width == 390 && small.height == 844)
        #expect(code(try SamplePicture.png(300, 1_501), .screenshot) == "PICTURE_TOO_LONG")
        #expect(code(try SamplePicture.png(299, 600), .screenshot) == "PICTURE_TOO_SMALL")
    }

    @Test func `a screenshot that is a photograph is kept as a JPEG`() throws {
        let photograph = try SamplePicture.noise(900, 1_000, seed: 7).png()
        #expect(photograph.count > PreparePicture.largestScreenshotPNG)
        let prepared = try PreparePicture.run(photograph, as: .screenshot)
        #expect(prepared.format == .jpeg && prepared.bytes.count < photograph.count)
    }

    /// How the quarters lie in the file for each orientation: EXIF 2.3, table of the orientation tag.
    static let stored: [(orientation: UInt8, colours: String)] = [
        (1, "RGBW"), (2, "GRWB"), (3, "WBGR"), (4, "BWRG"), (5, "RBGW"), (6, "GWRB"), (7, "WGBR"), (8, "BRWG"),
    ]

    @Test(arguments: stored, [true, false])
    func `a photograph stands upright whichever way the phone was held`(
        stored: (orientation: UInt8, colours: String),
        bigEndian: Bool
    ) throws {
        let colours: [Character: Int32] = [
            "R": SamplePicture.red, "G": SamplePicture.green, "B": SamplePicture.blue, "W": SamplePicture.white,
        ]
        let lies = stored.orientation >= 5
        let plain = try SamplePicture.quarters(
            lies ? 400 : 600,
            lies ? 600 : 400,
            stored.colours.compactMap { colours[$0] }
        )
        let sent = SamplePicture.withEXIF(
            try plain.jpeg(quality: 90),
            orientation: stored.orientation,
            bigEndian: bigEndian
        )
        for kind in [PictureKind.avatar, .screenshot] {
            let prepared = try PreparePicture.run(sent, as: kind)
            if kind == .screenshot { #expect(prepared.width == 600 && prepared.height == 400) }
            #expect(
                try SamplePicture.quarterColours(of: prepared.bytes) == [
                    SamplePicture.red, SamplePicture.green, SamplePicture.blue, SamplePicture.white,
                ]
            )
        }
    }

    @Test func `nothing but the pixels is kept`() throws {
        let jpeg = SamplePicture.withEXIF(try SamplePicture.jpeg(600, 600), orientation: 1)
        // A text chunk right behind IHDR; its CRC is wrong, which readers forgive in chunks that do not matter.
        let text = [0, 0, 0, 20] + Array("tEXtGPS 30.2741,120.1551".utf8) + [0, 0, 0, 0]
        let png = try SamplePicture.png(600, 600)
        let marked = png.prefix(33) + text + png.dropFirst(33)
        for bytes in [jpeg, Array(marked)] {
            for kind in PictureKind.allCases {
                let prepared = try PreparePicture.run(bytes, as: kind)
                let latin = String(decoding: prepared.bytes.map { $0 < 0x80 ? $0 : 0x2e }, as: UTF8.self)
                for trace in ["Exif", "GPS", "30.2741", "tEXt"] { #expect(!latin.contains(trace)) }
            }
        }
    }

    @Test func `the limit on bytes is the kind's`() throws {
        #expect(PictureKind.logo.mostBytes == 2_097_152 && PictureKind.screenshot.mostBytes == 4_194_304)
        let png = try SamplePicture.png(600, 600)
        for kind in PictureKind.allCases {
            let padding = [UInt8](repeating: 0, count: kind.mostBytes - png.count)
            #expect(code(png + padding, kind) == nil)
            #expect(code(png + padding + [0], kind) == "PICTURE_TOO_LARGE")
        }
    }

    @Test func `refusals say the rule in both languages`() {
        let all =
            [
                PictureRefusal.format, PictureRefusal.avatarFormat, PictureRefusal.notReadable, PictureRefusal.busy,
                PictureRefusal.tooLong, PictureRefusal.tooManyPixels(50_000_000),
            ]
            + PictureKind.allCases.flatMap {
                [PictureRefusal.tooManyBytes($0), PictureRefusal.tooSmall($0, width: 1, height: 2)]
            }
        for refusal in all { #expect(!refusal.words.zh.isEmpty && !refusal.words.en.isEmpty) }
        #expect(PictureRefusal.tooManyPixels(50_000_000).words.zh.contains("5000 万像素"))
        #expect(PictureRefusal.tooManyBytes(.logo).words.zh == "图标不能超过 2 MB，请压缩后再上传。")
    }
}
