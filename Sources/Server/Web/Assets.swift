import Crypto
import Domain
import Foundation
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
            if name == "openapi.json" { byName[name] = Self.asset(text, "application/json; charset=utf-8") }
            if name == "icons-png.json" { byName.merge(Self.bitmaps(text)) { _, new in new } }
        }
        // Later sheets build on earlier ones; those of features come last.
        let order = ["tokens.css", "app.css", "kit.css", "forms.css", "pages.css"]
        func place(_ name: String) -> Int { order.firstIndex(of: name) ?? order.count }
        styles.sort { (place($0.name), $0.name) < (place($1.name), $1.name) }
        byName["app.css"] = Self.asset(styles.map(\.text).joined(separator: "\n"), "text/css; charset=utf-8")
        self.byName = byName
    }

    /// The icons that must be bitmaps, embedded as base64 by file name.
    private static func bitmaps(_ json: String) -> [String: Asset] {
        let texts = (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
        return texts.compactMapValues { Data(base64Encoded: $0) }.mapValues { asset(Array($0), "image/png") }
    }

    private static func asset(_ text: String, _ type: String) -> Asset { asset(Array(text.utf8), type) }

    private static func asset(_ bytes: [UInt8], _ type: String) -> Asset {
        Asset(bytes: bytes, type: type, key: String(Hex.text(SHA256.hash(data: bytes)).prefix(16)))
    }

    /// The address of an asset; one that does not exist is answered 404 there.
    func url(_ name: String) -> String { "/assets/\(byName[name]?.key ?? "0")/\(name)" }

    /// The asset when the key is that of the present content.
    func asset(_ name: String, key: String) -> Asset? { byName[name].flatMap { $0.key == key ? $0 : nil } }

    /// An asset by its name alone, for the few that must stand at a fixed address (the service worker, the manifest's icons).
    func asset(_ name: String) -> Asset? { byName[name] }
}
