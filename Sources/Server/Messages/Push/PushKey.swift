import Crypto
import Domain
import Foundation
import Storage

/// The key by which push services know this installation (RFC 8292, VAPID). Made at the first start and kept.
struct PushKey: Sendable {
    private let key: P256.Signing.PrivateKey
    /// What browsers are given when they subscribe, uncompressed, base64url.
    let publicText: String
    /// Whom a push service may write to.
    private let contact: String

    init(_ key: P256.Signing.PrivateKey, publicURL: String) {
        self.key = key
        publicText = Base64URL.text(key.publicKey.x963Representation)
        // Services want an https address or one for mail.
        contact = publicURL.hasPrefix("https://") ? publicURL : "mailto:steward@localhost"
    }

    /// The one of this installation.
    static func load(_ platform: Platform) async throws -> PushKey {
        let fresh = try platform.world.newKey { try P256.Signing.PrivateKey(rawRepresentation: $0) }
        let text = Base64URL.text(fresh.rawRepresentation)
        let kept = try await platform.engine.read { try SettingQueries($0).value(Self.name) }
        let stored: String
        if let kept {
            stored = kept
        } else {
            stored = try await platform.engine.write { try SettingWrites(db: $0).value(Self.name, orKeep: text) }
        }
        guard let bytes = Base64URL.bytes(stored) else { throw StorageError.column("value", "is no push key") }
        return PushKey(try P256.Signing.PrivateKey(rawRepresentation: bytes), publicURL: platform.settings.publicURL)
    }

    private static let name = "push-key"
    /// Services allow 24 hours at most.
    static let tokenSeconds: Int64 = 12 * 3600

    private struct Head: Encodable {
        let typ = "JWT"
        let alg = "ES256"
    }

    private struct Claims: Encodable {
        let aud: String
        let exp: Int64
        let sub: String
    }

    /// The `Authorization` of a call to a push service.
    ///
    /// - Parameter origin: scheme, host and port of the subscription's address.
    func authorization(for origin: String, at now: Instant) throws -> String {
        let claims = Claims(aud: origin, exp: now.milliseconds / 1000 + Self.tokenSeconds, sub: contact)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = "\(Base64URL.text(try encoder.encode(Head()))).\(Base64URL.text(try encoder.encode(claims)))"
        let signature = try key.signature(for: Data(text.utf8))
        return "vapid t=\(text).\(Base64URL.text(signature.rawRepresentation)),k=\(publicText)"
    }
}
