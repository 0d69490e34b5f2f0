import Domain

/// Screens of a made-up mini program, drawn from its logo: the same pixels on every machine.
enum DemoScreens {
    private static let (width, height) = (720, 1280)

    /// As PNG, as a person would send it.
    ///
    /// - Parameter layout: which of the drawings: a menu, a list, a form, a paper.
    static func png(logo: [UInt8], layout: Int) throws -> [UInt8] {
        let screen = try Bitmap(width: width, height: height)
        func shade(_ level: Int32) -> Int32 { screen.colour(red: level, green: level, blue: level) }
        let (ground, paper, line, ink) = (shade(244), shade(255), shade(226), shade(176))
        screen.fill(x: 0, y: 0, width: width, height: height, ground)
        let picture = try Bitmap(decoding: logo).fitted(longEdge: 200).flattened()
        // The bar takes its colour from the logo's middle.
        let tint = picture.pixel(picture.width / 2, 12)
        screen.fill(x: 0, y: 0, width: width, height: 150, tint)
        screen.fill(x: 40, y: 84, width: 220, height: 28, paper)
        screen.paste(picture, x: 40, y: 190)
        screen.fill(x: 270, y: 210, width: 320, height: 34, ink)
        screen.fill(x: 270, y: 266, width: 230, height: 22, line)
        switch layout % 3 {
        case 0:
            for index in 0..<6 {
                let (x, y) = (40 + index % 2 * 330, 430 + index / 2 * 270)
                screen.fillRounded(x: x, y: y, side: 300, radius: 24, paper)
                screen.fill(x: x + 24, y: y + 200, width: 180, height: 22, ink)
                screen.fill(x: x + 24, y: y + 240, width: 90, height: 22, tint)
            }
        case 1:
            for index in 0..<7 {
                let y = 430 + index * 116
                screen.fill(x: 40, y: y, width: 640, height: 100, paper)
                screen.fillRounded(x: 60, y: y + 18, side: 64, radius: 16, index == 0 ? tint : line)
                screen.fill(x: 150, y: y + 24, width: 300, height: 22, ink)
                screen.fill(x: 150, y: y + 60, width: 420, height: 16, line)
            }
        default:
            screen.fill(x: 40, y: 430, width: 640, height: 620, paper)
            for index in 0..<6 {
                screen.fill(x: 80, y: 480 + index * 90, width: 560 - index % 3 * 90, height: 24, line)
            }
            screen.fill(x: 40, y: 1110, width: 640, height: 96, tint)
        }
        return try screen.png()
    }
}
