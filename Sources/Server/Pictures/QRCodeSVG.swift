import Foundation

extension QRCode {
    /// The code as a stand-alone SVG document, which may also stand inside a page.
    ///
    /// - Parameters:
    ///   - logo: any readable picture; it is scaled down, encoded anew and put in the middle, unless the code is too
    ///     large for one.
    ///   - title: what the code opens, for people who do not see it.
    /// - Throws: `QRCodeError.logoNeedsHighCorrection`, or a `Refusal` when the logo is no picture.
    package func svg(logo: [UInt8]? = nil, title: String? = nil) throws -> String {
        let side = size + 2 * Self.quietZone
        var svg = #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)" "#
        svg += #"width="\#(side * 8)" height="\#(side * 8)" role="img" shape-rendering="crispEdges">"#
        if let title { svg += "<title>\(Self.escaped(title))</title>" }
        svg += ##"<path fill="#fff" d="M0 0h\##(side)v\##(side)H0z"/><path fill="#000" d="\##(outline)"/>"##
        if let logo { svg += try middle(logo) }
        return svg + "</svg>"
    }

    /// Every run of dark modules in a row as one rectangle: a fifth of the size of one a module.
    private var outline: String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                guard self[x, y] else {
                    x += 1
                    continue
                }
                let start = x
                while self[x, y] { x += 1 }
                path += "M\(start + Self.quietZone) \(y + Self.quietZone)h\(x - start)v1h-\(x - start)z"
            }
        }
        return path
    }

    private func middle(_ logo: [UInt8]) throws -> String {
        guard correction == .high else { throw QRCodeError.logoNeedsHighCorrection }
        guard let (origin, side) = plate else { return "" }
        let png = try Bitmap(decoding: logo).centreSquare(side: 192).png()
        let corner = Self.quietZone + origin
        let inner = Double(side) - 1
        let start = Double(corner) + 0.5
        return ##"<g shape-rendering="auto"><rect x="\##(corner)" y="\##(corner)" width="\##(side)" "##
            + ##"height="\##(side)" rx="\##(Double(side) / 5)" fill="#fff"/>"##
            + ##"<clipPath id="qr-logo"><rect x="\##(start)" y="\##(start)" width="\##(inner)" "##
            + ##"height="\##(inner)" rx="\##(inner / 5)"/></clipPath>"##
            + ##"<image x="\##(start)" y="\##(start)" width="\##(inner)" height="\##(inner)" "##
            + ##"clip-path="url(#qr-logo)" href="data:image/png;base64,\##(Data(png).base64EncodedString())"/></g>"##
    }

    /// By Unicode scalar: a combining mark after `<` must not hide it. Control characters have no place in XML.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
