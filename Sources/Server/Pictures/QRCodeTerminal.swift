extension QRCode {
    /// The code as lines of half-block characters, two rows of modules a line, each ending with a line feed.
    ///
    /// - Parameter colours: black on white by fixed numbers of the 256-colour palette, which themes leave alone, so that
    ///   the code reads on dark and on light terminals alike. Without them (a log, `NO_COLOR`) the light modules are
    ///   drawn, which reads on a dark ground only.
    package func terminal(colours: Bool = true) -> String {
        let range = -Self.quietZone..<(size + Self.quietZone)
        var lines = ""
        for top in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            if colours { lines += "\u{1b}[38;5;16;48;5;231m" }
            for x in range {
                // The row below the last one is outside of the picture: in black on white it must stay light.
                let (upper, lower) = (self[x, top], self[x, top + 1])
                let inkUpper = colours ? upper : !upper
                let inkLower = colours ? lower : !lower && top + 1 < range.upperBound
                lines += Self.halfBlock(upper: inkUpper, lower: inkLower)
            }
            lines += colours ? "\u{1b}[0m\n" : "\n"
        }
        return lines
    }

    private static func halfBlock(upper: Bool, lower: Bool) -> String {
        switch (upper, lower) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
    }
}
