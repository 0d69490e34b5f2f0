import CGD

/// The little drawing that QR codes need.
extension Bitmap {
    func colour(red: Int32, green: Int32, blue: Int32) -> Int32 { gdImageColorResolve(image, red, green, blue) }

    func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Int32) {
        gdImageFilledRectangle(image, Int32(x), Int32(y), Int32(x + width - 1), Int32(y + height - 1), colour)
    }

    /// A filled square with round corners.
    func fillRounded(x: Int, y: Int, side: Int, radius: Int, _ colour: Int32) {
        fill(x: x + radius, y: y, width: side - 2 * radius, height: side, colour)
        fill(x: x, y: y + radius, width: side, height: side - 2 * radius, colour)
        let centres = [radius, side - 1 - radius]
        for left in centres {
            for top in centres {
                let diameter = Int32(2 * radius + 1)
                gdImageFilledEllipse(image, Int32(x + left), Int32(y + top), diameter, diameter, colour)
            }
        }
    }

    /// Draws an opaque picture over this one.
    func paste(_ other: borrowing Bitmap, x: Int, y: Int) {
        gdImageCopy(image, other.image, Int32(x), Int32(y), 0, 0, Int32(other.width), Int32(other.height))
    }

    /// Fades an opaque picture's corners to white outside of a quarter circle, with soft edges.
    func roundCorners(radius: Int) {
        guard radius > 0, radius * 2 <= min(width, height) else { return }
        for y in 0..<radius {
            for x in 0..<radius {
                let (dx, dy) = (Double(radius - x) - 0.5, Double(radius - y) - 0.5)
                let outside = (dx * dx + dy * dy).squareRoot() - Double(radius) + 0.5
                guard outside > 0 else { continue }
                for cornerX in [x, width - 1 - x] {
                    for cornerY in [y, height - 1 - y] { fade(cornerX, cornerY, towardsWhite: min(outside, 1)) }
                }
            }
        }
    }

    private func fade(_ x: Int, _ y: Int, towardsWhite share: Double) {
        let colour = pixel(x, y)
        var faded: Int32 = 0
        for shift in [Int32(16), 8, 0] {
            let value = Double((colour >> shift) & 255)
            faded |= Int32((value + (255 - value) * share).rounded()) << shift
        }
        setPixel(x, y, faded)
    }
}
