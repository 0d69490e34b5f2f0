import Crypto
import Domain
import Hummingbird

/// The style sheet, the script and the icons, served under a name that holds their content's hash, so that a browser may keep
/// them for ever.
package struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
        let key: String
    }

    private let byName: [String: Asset]

    /// Takes what is embedded under `web/` except templates. All style sheets become one, the tokens first.
    package init(_ embedded: [String: String]) {
        var byName: [String: Asset] = [:]
        var styles: [(name: String, text: String)] = []
        for (path, text) in embedded where path.hasPrefix("web/") {
            let name = String(path.dropFirst("web/".count))
            if name.hasSuffix(".css") { styles.append((name, text)) }
            if name.hasSuffix(".js") { byName[name] = Self.asset(text, "text/javascript; charset=utf-8") }
            if name.hasSuffix(".svg") { byName[name] = Self.asset(text, "image/svg+xml") }
        }
        styles.sort { ($0.name == "tokens.css" ? "" : $0.name) < ($1.name == "tokens.css" ? "" : $1.name) }
        byName["app.css"] = Self.asset(styles.map(\.text).joined(separator: "\n"), "text/css; charset=utf-8")
        self.byName = byName
    }

    private static func asset(_ text: String, _ type: String) -> Asset {
        let bytes = Array(text.utf8)
        return Asset(bytes: bytes, type: type, key: String(Hex.text(SHA256.hash(data: bytes)).prefix(16)))
    }

    /// The address of an asset; one that does not exist is answered 404 there.
    func url(_ name: String) -> String { "/assets/\(byName[name]?.key ?? "0")/\(name)" }

    /// The asset when the key is that of the present content.
    func asset(_ name: String, key: String) -> Asset? { byName[name].flatMap { $0.key == key ? $0 : nil } }

    /// An asset by its name alone, for the few that must stand at a fixed address (the service worker, the manifest's icons).
    func asset(_ name: String) -> Asset? { byName[name] }
}
