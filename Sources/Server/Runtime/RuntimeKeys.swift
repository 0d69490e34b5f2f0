import Crypto
package import Domain
import Foundation
import Storage

/// The key that signs the runtime's answers.
struct RuntimeSigner: Sendable {
    /// How long a retired key is announced: a client that was off for a month still knows it.
    static let announcedSeconds: Int64 = 30 * 86_400

    let id: String
    let key: Curve25519.Signing.PrivateKey

    /// The key's id, and the signature of these bytes, base64.
    func sign(_ bytes: [UInt8]) -> (key: String, signature: String) {
        // Signing fails for no input; an empty signature verifies nowhere.
        let signature = (try? key.signature(for: bytes)) ?? Data()
        return (id, signature.base64EncodedString())
    }
}

/// Makes a new signing key. The old one is announced for a while, so that clients learn of the new one first.
package struct RotateRuntimeKey: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameter revoking: whether the old keys are forgotten at once, since somebody else has them.
    /// - Returns: the new key's id.
    @discardableResult
    package func callAsFunction(revoking: Bool, by person: ID<Person>? = nil) async throws -> String {
        let (id, stored) = Self.make()
        try await platform.change(by: person) { change in
            let writes = RuntimeKeyWrites(db: change.db)
            try writes.retireAll(at: change.now, forget: revoking)
            try writes.add(id, privateKey: stored.privateKey, publicKey: stored.publicKey, at: change.now)
            try change.record(.runtimeKeyRotated(key: id, isRevoked: revoking))
        }
        return id
    }

    /// A fresh key: its id is the beginning of the public half's SHA-256.
    static func make() -> (id: String, stored: (privateKey: String, publicKey: String)) {
        let key = Curve25519.Signing.PrivateKey()
        let publicKey = key.publicKey.rawRepresentation
        let id = String(Hex.text(SHA256.hash(data: publicKey)).prefix(8))
        return (id, (key.rawRepresentation.base64EncodedString(), publicKey.base64EncodedString()))
    }
}

/// The key that signs, kept in the database.
struct RuntimeKeyStore {
    let engine: any Engine
    let world: World

    /// Reads it; makes it at the first start.
    func load() async throws -> (id: String, key: Curve25519.Signing.PrivateKey) {
        if let found = try await engine.read({ try RuntimeKeyQueries($0).signing() }) { return try Self.key(found) }
        let (id, stored) = RotateRuntimeKey.make()
        let now = world.now()
        // Two nodes at their first start agree on the one that was written first.
        let kept = try await engine.write { db in
            if let found = try RuntimeKeyQueries(db).signing() { return found }
            try RuntimeKeyWrites(db: db).add(id, privateKey: stored.privateKey, publicKey: stored.publicKey, at: now)
            return (id: id, privateKey: stored.privateKey)
        }
        return try Self.key(kept)
    }

    private static func key(_ stored: (id: String, privateKey: String)) throws -> (
        id: String, key: Curve25519.Signing.PrivateKey
    ) {
        guard let bytes = Data(base64Encoded: stored.privateKey) else {
            throw StorageError.column("private_key", "is not base64")
        }
        return (stored.id, try Curve25519.Signing.PrivateKey(rawRepresentation: bytes))
    }
}
