import Crypto
import Domain

/// A random secret that is handed out once and kept as its hash only.
struct Secret: Sendable {
    /// What the cookie or the token holds.
    let text: String

    /// 256 fresh bits behind a prefix that says what it is.
    init(prefix: String, world: World) { text = prefix + Hex.text(world.bytes(32)) }

    /// Lower-case hex SHA-256, as stored. A plain hash is enough, since there is nothing to guess.
    static func hash(_ text: String) -> String { Hex.text(SHA256.hash(data: Array(text.utf8))) }
}
