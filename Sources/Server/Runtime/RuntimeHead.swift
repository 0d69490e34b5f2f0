import Domain
import NIOCore
import NIOHTTP1

/// What of a request's head an answer depends on.
struct RuntimeHead: Sendable {
    let isHead: Bool
    let isKeepAlive: Bool
    /// HTTP/1.0 closes unless told otherwise, so that staying open is said.
    let isOld: Bool
    /// The `if-none-match` field, all of its lines.
    let matches: [String]
    /// The `steward-proof` field.
    let proof: String?

    init(_ head: HTTPRequestHead) {
        isHead = head.method == .HEAD
        isKeepAlive = head.isKeepAlive
        isOld = head.version == .http1_0
        matches = head.headers["if-none-match"]
        proof = head.headers["steward-proof"].first
    }

    /// The head of a GET with HTTP/1.1 on a connection that stays.
    init(matches: [String], proof: String? = nil) {
        (isHead, isKeepAlive, isOld) = (false, true, false)
        (self.matches, self.proof) = (matches, proof)
    }

    /// Whether the client has what this tag names. Compared weakly, as the field asks (RFC 9110, section 13.1.2).
    func has(_ tag: @autoclosure () -> String) -> Bool {
        guard !matches.isEmpty else { return false }
        let tag = tag()
        return matches.contains { ETag.matches($0, tag) }
    }

    /// The line that says what becomes of the connection, where it is not what the version says already.
    var connectionLine: StaticString? {
        if !isKeepAlive { return "connection: close\r\n" }
        return isOld ? "connection: keep-alive\r\n" : nil
    }
}
