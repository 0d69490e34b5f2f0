import Testing

@testable import Server

@Suite struct QRCodeTests {
    static let link = "https://steward.example.com/e/7f3kq9x2mh"

    static let texts = [
        "1", link, "https://steward.example.com/小程序?名=山丘咖啡点单",
        "http://192.168.1.20:8080/setup?code=" + String(repeating: "A9-", count: 60),
        String(repeating: "0123456789", count: 90),
    ]

    @Test(arguments: texts, [2, 4, 12])
    func `a code as PNG reads back as its text at every scale`(text: String, scale: Int) async throws {
        let png = try QRCode(text).png(scale: scale)
        #expect(try await BarcodeReader.text(png: png) == text)
    }

    @Test(arguments: texts.map { String($0.prefix(85)) })
    func `a code with a logo in the middle still reads`(text: String) async throws {
        for logo in [try SamplePicture.png(512, 512), try Self.stripes(), try Self.gradient()] {
            let png = try QRCode(text, correction: .high).png(scale: 8, logo: logo)
            #expect(try await BarcodeReader.text(png: png) == text)
        }
    }

    @Test func `a code for a logo stays below the size at which a logo hides its middle pattern`() throws {
        func code(_ count: Int) throws -> QRCode { try QRCode(String(repeating: "x", count: count), correction: .high) }
        // What versions 5 and 6 hold with 30, 25 and 15 % of correction: ISO/IEC 18004, table 7.
        for (count, size, side) in [
            (58, 41, 9), (59, 37, 7), (61, 41, 9), (74, 41, 9), (75, 37, 5), (84, 37, 5), (85, 41, 7), (106, 41, 7),
        ] {
            #expect(try code(count).size == size && code(count).plate?.side == side)
        }
        #expect(try code(107).size > 41 && code(107).plate == nil)
        #expect(try QRCode("x").plate == nil)
    }

    @Test func `a code that is too large for a logo is drawn without it`() async throws {
        let text = String(repeating: "0123456789abcdef", count: 10)
        let code = try QRCode(text, correction: .high)
        let logo = try SamplePicture.png(512, 512)
        #expect(try await BarcodeReader.text(png: code.png(logo: logo)) == text)
        #expect(try code.svg(logo: logo) == code.svg())
    }

    private static func stripes() throws -> [UInt8] {
        let logo = try Bitmap(width: 512, height: 512)
        for y in 0..<512 { logo.fill(x: 0, y: y, width: 512, height: 1, y / 64 % 2 == 0 ? 0 : 0xff_ffff) }
        return try logo.png()
    }

    private static func gradient() throws -> [UInt8] {
        let logo = try Bitmap(width: 256, height: 256)
        for y in 0..<256 {
            for x in 0..<256 { logo.setPixel(x, y, Int32(x) << 16 | Int32(y) << 8 | 0x40) }
        }
        return try logo.jpeg(quality: 80)
    }

    @Test func `the logo stands in the middle on a white plate of at most 22 % of the width`() throws {
        for text in Self.texts.map({ String($0.prefix(85)) }) {
            let code = try QRCode(text, correction: .high)
            let (origin, side) = try #require(code.plate)
            #expect(origin * 2 + side == code.size)
            #expect(side * 100 <= code.size * 22)
            let bitmap = try Bitmap(decoding: code.png(scale: 8, logo: SamplePicture.png(512, 512)))
            let middle = bitmap.width / 2
            #expect(bitmap.pixel(middle - 3, middle - 3) == SamplePicture.red)
            #expect(bitmap.pixel((origin + QRCode.quietZone) * 8 + 1, middle) == SamplePicture.white)
        }
    }

    @Test func `a logo needs high correction`() throws {
        let logo = try SamplePicture.png(512, 512)
        #expect(throws: QRCodeError.logoNeedsHighCorrection) { try QRCode(Self.link).png(logo: logo) }
        #expect(throws: QRCodeError.logoNeedsHighCorrection) { try QRCode(Self.link).svg(logo: logo) }
    }

    @Test func `what does not fit is an error, not a cut text`() {
        #expect(throws: QRCodeError.notEncodable) { try QRCode("") }
        #expect(throws: QRCodeError.notEncodable) { try QRCode("a\0b") }
        let long = String(repeating: "x", count: 1_274)
        #expect(throws: QRCodeError.tooLong(bytes: 1_274)) { try QRCode(long, correction: .high) }
        #expect(throws: Never.self) { try QRCode(String(long.dropLast()), correction: .high) }
    }

    @Test func `a code without a logo is a small file`() throws {
        #expect(try QRCode(Self.link).png(scale: 12).count < 2_000)
    }

    @Test func `the SVG draws exactly the dark modules`() throws {
        let code = try QRCode(Self.link)
        let svg = try code.svg(title: "体验版 <\u{301}&\">")
        #expect(svg.contains("<title>体验版 &lt;\u{301}&amp;&quot;&gt;</title>"))
        // Every run is "M x y h n v1 h-n z".
        var drawn = Set<[Int]>()
        for run in svg.split(separator: "M").dropFirst(2) {
            let numbers = run.split { !"0123456789".contains($0) }.prefix(3).compactMap { Int($0) }
            for x in numbers[0]..<numbers[0] + numbers[2] { drawn.insert([x, numbers[1]]) }
        }
        var dark = Set<[Int]>()
        for y in 0..<code.size {
            for x in 0..<code.size where code[x, y] { dark.insert([x + QRCode.quietZone, y + QRCode.quietZone]) }
        }
        #expect(drawn == dark)
        #expect(svg.contains("viewBox=\"0 0 \(code.size + 8) \(code.size + 8)\""))
    }

    @Test func `the SVG carries the logo inside itself`() throws {
        let svg = try QRCode(Self.link, correction: .high).svg(logo: SamplePicture.jpeg(600, 600))
        #expect(svg.contains("href=\"data:image/png;base64,iVBOR"))
        #expect(!svg.contains("href=\"http"))
    }

    @Test(arguments: [true, false])
    func `the code in a terminal has the same modules`(colours: Bool) async throws {
        let code = try QRCode(Self.link)
        var rows: [[Bool]] = []
        for line in code.terminal(colours: colours).split(separator: "\n") {
            var cells = Substring(line)
            if colours {
                #expect(cells.hasPrefix("\u{1b}[38;5;16;48;5;231m") && cells.hasSuffix("\u{1b}[0m"))
                cells = cells.dropFirst("\u{1b}[38;5;16;48;5;231m".count).dropLast(4)
            }
            // Without colours the light modules are the drawn ones.
            rows.append(cells.map { ("█▀".contains($0)) == colours })
            rows.append(cells.map { ("█▄".contains($0)) == colours })
        }
        let zone = QRCode.quietZone
        #expect(rows.count == code.size + 2 * zone + 1)
        for (y, row) in rows.dropLast().enumerated() {
            #expect(row == (0..<code.size + 2 * zone).map { code[$0 - zone, y - zone] })
        }
    }
}
