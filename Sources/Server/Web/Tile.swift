/// A logo or a person's picture; without one, the first letter on a colour that the name decides.
package struct Tile: Sendable {
    package let letter: String
    /// The class of its colour, `c1` to `c8`: white text reads well on each.
    package let colour: String
    package let picture: String
    package let hasPicture: Bool

    package init(name: String, picture: String?) {
        letter = name.first.map { String($0).uppercased() } ?? "·"
        let sum = name.unicodeScalars.reduce(0) { ($0 &* 31 &+ Int($1.value)) & 0xffff }
        colour = "c\(sum % 8 + 1)"
        self.picture = picture.map(Paths.picture) ?? ""
        hasPicture = picture != nil
    }
}
