import CGD

extension Bitmap {
    /// A copy whose longer edge is at most `longEdge` pixels; never enlarged.
    func fitted(longEdge: Int) throws -> Bitmap {
        let longest = max(width, height)
        guard longest > longEdge else { return try resampled(width: width, height: height) }
        return try resampled(
            width: max(1, (width * longEdge + longest / 2) / longest),
            height: max(1, (height * longEdge + longest / 2) / longest)
        )
    }

    /// The largest square in the middle, scaled to `side` pixels.
    func centreSquare(side: Int) throws -> Bitmap {
        let edge = min(width, height)
        let copy = try Bitmap(width: side, height: side)
        let (left, top) = (Int32((width - edge) / 2), Int32((height - edge) / 2))
        let (from, to) = (Int32(edge), Int32(side))
        gdImageCopyResampled(copy.image, image, 0, 0, left, top, to, to, from, from)
        return copy
    }

    private func resampled(width newWidth: Int, height newHeight: Int) throws -> Bitmap {
        let copy = try Bitmap(width: newWidth, height: newHeight)
        gdImageCopyResampled(
            copy.image,
            image,
            0,
            0,
            0,
            0,
            Int32(newWidth),
            Int32(newHeight),
            Int32(width),
            Int32(height)
        )
        return copy
    }

    /// A copy turned and mirrored as EXIF's orientation (1 to 8) asks, so that it stands upright without it.
    func oriented(_ orientation: Int) throws -> Bitmap {
        let swaps = (5...8).contains(orientation)
        let copy = try Bitmap(width: swaps ? height : width, height: swaps ? width : height)
        let (right, bottom) = (width - 1, height - 1)
        for y in 0..<copy.height {
            for x in 0..<copy.width {
                // Where the pixel that belongs at (x, y) lies in the picture as it was stored.
                let (fromX, fromY) =
                    switch orientation {
                    case 2: (right - x, y)
                    case 3: (right - x, bottom - y)
                    case 4: (x, bottom - y)
                    case 5: (y, x)
                    case 6: (y, bottom - x)
                    case 7: (right - y, bottom - x)
                    case 8: (right - y, x)
                    default: (x, y)
                    }
                copy.setPixel(x, y, pixel(fromX, fromY))
            }
        }
        return copy
    }

    /// A copy on a white ground, without transparency.
    func flattened() throws -> Bitmap {
        let copy = try Bitmap(width: width, height: height)
        copy.fill(x: 0, y: 0, width: width, height: height, 0xff_ffff)
        gdImageAlphaBlending(copy.image, 1)
        gdImageCopy(copy.image, image, 0, 0, 0, 0, Int32(width), Int32(height))
        gdImageAlphaBlending(copy.image, 0)
        return copy
    }

    /// Whether any pixel lets something shine through.
    var hasTransparency: Bool {
        for y in 0..<height {
            for x in 0..<width where pixel(x, y) >> 24 != 0 { return true }
        }
        return false
    }

    /// A pixel as libgd keeps it: seven bits of transparency, then red, green and blue.
    func pixel(_ x: Int, _ y: Int) -> Int32 { gdImageGetTrueColorPixel(image, Int32(x), Int32(y)) }

    func setPixel(_ x: Int, _ y: Int, _ value: Int32) { gdImageSetPixel(image, Int32(x), Int32(y), value) }
}
