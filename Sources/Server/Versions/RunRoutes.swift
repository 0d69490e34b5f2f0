import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Serves the files of a running mini program. It is foreign code: it runs in a frame without an origin of its own, reaches
/// neither cookies nor pages nor the API, and talks only to the hosts that its mini program declares.
///
/// The sandbox stands in the answer's own policy too, so that it also holds where somebody opens the address itself.
struct RunRoutes {
    let platform: Platform
    let keys: RunKeys

    /// The largest file that is unpacked for an answer.
    private static let largestFile = 20 << 20
    private static let cache = "private, no-cache"

    func add(to routes: Routes) {
        routes.open(.get, "/run/{key}", .experienceOpen) { request, context in try await file(request, context) }
        routes.open(.get, "/run/{key}/**", .experienceOpen) { request, context in try await file(request, context) }
    }

    private func file(_ request: Request, _ context: AppContext) async throws -> Response {
        let text = try context.parameters.require("key")
        guard let key = try await keys.key(text), let served = try await served(key),
            let name = Self.fileName(in: request.uri.path, after: text)
        else { throw Refusal.notFound }
        // Asked for again each time, since the key may have ended; answered without the file where the browser has it.
        let tag = "\"\(served.packageHash.prefix(32))\""
        if let wanted = request.headers[.ifNoneMatch], ETag.matches(wanted, tag) {
            return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: Self.cache])
        }
        guard let bytes = try await bytes(of: name, in: served.packageHash) else { throw Refusal.notFound }
        var response = Response.bytes(bytes, type: FileType.of(name), cache: Self.cache)
        response.headers[.eTag] = tag
        let own = Self.ownSource(host: request.head.authority, key: text, platform.settings)
        for (field, value) in Self.headers(own: own, domains: served.domains) { response.headers[field] = value }
        return response
    }

    private func served(_ key: RunKey) async throws -> RunKeyQueries.Served? {
        let now = platform.world.now()
        return try await platform.engine.read { try RunKeyQueries($0).served(key, at: now) }
    }

    /// The name of an entry: what follows the key, decoded once. A folder's is that of its `index.html`. Only names that are
    /// in the package lead anywhere, so there is no outside to climb to.
    static func fileName(in path: String, after key: String) -> String? {
        let prefix = "/run/\(key)"
        guard path.hasPrefix(prefix), let name = String(path.dropFirst(prefix.count)).removingURLPercentEncoding(),
            !name.utf8.contains(0), !name.utf8.contains(UInt8(ascii: "\\"))
        else { return nil }
        let parts = name.split(separator: "/")
        guard !parts.contains(".."), !parts.contains(".") else { return nil }
        let file = parts.joined(separator: "/")
        return file.isEmpty || name.hasSuffix("/") ? (file.isEmpty ? "" : file + "/") + "index.html" : file
    }

    private func bytes(of name: String, in package: String) async throws -> [UInt8]? {
        do {
            let path = try platform.blobs.path(of: package)
            return try await platform.inspector.read(name, in: path, atMost: Self.largestFile)
        } catch is Refusal {
            // Larger than we unpack for one answer.
            throw Refusal.malformed(status: 413)
        }
    }

    /// How a policy names the package's own files: by their exact address, where the browser believes to be, so that nothing
    /// else of this site can be loaded.
    ///
    /// A policy cannot name an IPv6 address: its grammar knows letters, digits, dots and hyphens. There it says `'self'`, the
    /// origin of the file's address (not that of the frame, which has none). What else lies at that origin is still out of
    /// reach: it answers no foreign origin, and is not given out for embedding.
    static func ownSource(host: String?, key: String, _ settings: Settings) -> String {
        let scheme = settings.isSecure ? "https" : "http"
        var origin = settings.publicURL
        if let host, !host.isEmpty, host.utf8.allSatisfy(isHostByte) { origin = "\(scheme)://\(host)" }
        return origin.contains("[") ? "'self'" : "\(origin)/run/\(key)/"
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    /// What the frame's `sandbox` attribute says as well: scripts, forms, dialogs, links to other pages; no origin.
    static let sandbox = "allow-scripts allow-forms allow-modals allow-popups"

    /// - Parameter own: how the policy names the package's own files.
    static func headers(own: String, domains: [String]) -> [(HTTPField.Name, String)] {
        let hosts = domains.flatMap { ["https://\($0)", "wss://\($0)"] }.joined(separator: " ")
        let pictures = domains.map { "https://\($0)" }.joined(separator: " ")
        let policy = [
            "sandbox \(sandbox)",
            "default-src \(own) data: blob:",
            "script-src \(own) 'unsafe-inline' 'unsafe-eval' data: blob:",
            "style-src \(own) 'unsafe-inline' data: blob:",
            "img-src \(own) data: blob: \(pictures)",
            "media-src \(own) data: blob: \(pictures)",
            "connect-src \(own) data: blob: \(hosts)",
            "worker-src blob: data:",
            "object-src 'none'", "frame-src 'none'", "base-uri \(own)", "form-action \(own)",
            "frame-ancestors 'self'",
        ]
        let fields: [(String, String)] = [
            ("content-security-policy", policy.joined(separator: "; ")),
            // Without an origin every request is a foreign one, also for the package's own files.
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("x-frame-options", "SAMEORIGIN"),
            // The address is a capability: no other host is told.
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex"),
        ]
        return fields.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }
}

/// Content types by a file name's ending; browsers are told not to guess others.
enum FileType {
    static func of(_ name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "application/octet-stream" }
        return byEnding[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    private static let byEnding: [String: String] = [
        "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
        "json": "application/json; charset=utf-8", "map": "application/json; charset=utf-8",
        "webmanifest": "application/manifest+json", "txt": "text/plain; charset=utf-8",
        "md": "text/plain; charset=utf-8", "xml": "application/xml; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "avif": "image/avif", "ico": "image/x-icon", "bmp": "image/bmp", "woff": "font/woff", "woff2": "font/woff2",
        "ttf": "font/ttf", "otf": "font/otf", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg",
        "wav": "audio/wav", "mp4": "video/mp4", "webm": "video/webm", "wasm": "application/wasm",
        "pdf": "application/pdf",
    ]
}
