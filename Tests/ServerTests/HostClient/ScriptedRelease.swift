import Crypto
import Foundation
import TestSupport

/// What a scripted server signs with, and the answers that it makes.
struct ScriptedRelease: Sendable {
    var key = Curve25519.Signing.PrivateKey()
    var keyID = "k1"
    let address: String
    var app = Self.asked
    var version: String? = "1.0.0"
    var package = Data()
    var revision = 10
    /// ISO 8601 with milliseconds.
    var issued = "2026-01-20T02:00:00.000Z"
    var expires = "2026-01-21T02:00:00.000Z"
    /// Done to the text before it is signed.
    var write: @Sendable (String) -> String = { $0 }
    /// Done to the bytes after they were signed.
    var forge: @Sendable (Data) -> Data = { $0 }

    init(_ address: String, package: Data) { (self.address, self.package) = (address, package) }

    var sum: String { SHA256.hash(data: package).map { String(format: "%02x", $0) }.joined() }

    var packagePath: String { "/runtime/v1/packages/\(sum)" }

    var json: String {
        let named = version.map { "\"\($0)\"" } ?? "null"
        let held =
            version == nil
            ? "null" : #"{"url":"\#(address)\#(packagePath)","sha256":"\#(sum)","size":\#(package.count)}"#
        return """
            {"app_id":"\(app)","version":\(named),"stage":"\(version == nil ? "offline" : "release")","package":\(held),\
            "revision":\(revision),"issued_at":"\(issued)","expires_at":"\(expires)"}
            """
    }

    /// The answer to `GET …/release`.
    var reply: ScriptedServer.Reply {
        let bytes = Data(write(json).utf8)
        let signature = (try? key.signature(for: bytes)) ?? Data()
        let fields = [
            "steward-key": keyID, "steward-signature": signature.base64EncodedString(),
            "steward-receipt": "r\(revision)",
            "etag": "\"\(revision)\"",
        ]
        return ScriptedServer.Reply(fields: fields, body: forge(bytes))
    }

    var keys: ScriptedServer.Reply {
        let item =
            #"{"id":"\#(keyID)","public_key":"\#(key.publicKey.rawRepresentation.base64EncodedString())","algorithm":"Ed25519"}"#
        return ScriptedServer.Reply(body: Data(#"{"items":[\#(item)],"next":null}"#.utf8))
    }

    /// A server that serves this release well, but for what `other` says.
    func script(
        _ other: @escaping @Sendable (ScriptedServer.Question) -> ScriptedServer.Reply? = { _ in nil }
    ) -> @Sendable (ScriptedServer.Question) -> ScriptedServer.Reply? {
        { question in
            if let reply = other(question) { return reply }
            switch question.line {
            case "GET /runtime/v1/keys": return keys
            case "GET /runtime/v1/apps/\(Self.asked)/release": return reply
            case "GET \(packagePath)": return ScriptedServer.Reply(body: package)
            default: return ScriptedServer.Reply(status: 404)
            }
        }
    }

    /// The mini program that the phone asks for.
    static let asked = "2021004288173306"
    static let issuedAt = Date(timeIntervalSince1970: 1_768_874_400)

    /// A scripted server and a phone that asks it, whose clock begins when answers are issued.
    static func with(_ test: @Sendable (ScriptedServer, ScriptedRelease, HostPhone) async throws -> Void) async throws {
        try await ScriptedServer.run { server, address in
            let release = ScriptedRelease(address, package: HostPackages.first)
            server.answer(release.script())
            try await HostPhone.with(address, app: release.app, now: issuedAt) { phone in
                try await test(server, release, phone)
            }
        }
    }
}
