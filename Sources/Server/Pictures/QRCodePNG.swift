extension QRCode {
    /// The code as a PNG with its quiet zone.
    ///
    /// - Parameters:
    ///   - scale: pixels a module, 1 to 40; 12 gives a picture that prints well.
    ///   - logo: any readable picture, put in the middle on a white, rounded plate, unless the code is too large for one.
    /// - Throws: `QRCodeError.logoNeedsHighCorrection`, or a `Refusal` when the logo is no picture.
    package func png(scale: Int = 8, logo: [UInt8]? = nil) throws -> [UInt8] {
        let scale = min(max(scale, 1), 40)
        let side = (size + 2 * Self.quietZone) * scale
        // Without a logo two colours are enough: a picture of a few hundred bytes.
        let canvas = try logo == nil ? Bitmap(paletteWidth: side, height: side) : Bitmap(width: side, height: side)
        let white = canvas.colour(red: 255, green: 255, blue: 255)
        let black = canvas.colour(red: 0, green: 0, blue: 0)
        canvas.fill(x: 0, y: 0, width: side, height: side, white)
        for y in 0..<size {
            for x in 0..<size where self[x, y] {
                let (left, top) = ((x + Self.quietZone) * scale, (y + Self.quietZone) * scale)
                canvas.fill(x: left, y: top, width: scale, height: scale, black)
            }
        }
        if let logo { try draw(logo, on: canvas, scale: scale, white: white) }
        return try canvas.png()
    }

    private func draw(_ logo: [UInt8], on canvas: borrowing Bitmap, scale: Int, white: Int32) throws {
        guard correction == .high else { throw QRCodeError.logoNeedsHighCorrection }
        guard let (origin, modules) = plate else { return }
        let (corner, side) = ((origin + Self.quietZone) * scale, modules * scale)
        canvas.fillRounded(x: corner, y: corner, side: side, radius: side / 5, white)
        // Half a module of white stays visible around the logo.
        let margin = max(1, scale / 2)
        let inner = max(1, side - 2 * margin)
        let mark = try Bitmap(decoding: logo).centreSquare(side: inner).flattened()
        mark.roundCorners(radius: inner / 5)
        canvas.paste(mark, x: corner + margin, y: corner + margin)
    }
}
