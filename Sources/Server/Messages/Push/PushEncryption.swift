import Crypto
import Domain
import Foundation

/// Encrypts a message for one device (RFC 8291 on RFC 8188, `aes128gcm`): only its browser can read it, not the push service.
struct PushEncryption: Sendable {
    /// The device's public key, uncompressed, and its secret.
    let key: P256.KeyAgreement.PublicKey
    let auth: [UInt8]

    /// Nil where they are no point of the curve and 16 bytes.
    init?(key: [UInt8], auth: [UInt8]) {
        guard auth.count == 16, key.count == 65,
            let key = try? P256.KeyAgreement.PublicKey(x963Representation: Data(key))
        else { return nil }
        (self.key, self.auth) = (key, auth)
    }

    /// The record's size, which every push service takes; and what of it is left for the message.
    static let recordBytes = 4096
    static let mostBytes = recordBytes - 16 - 1 - headerBytes
    private static let headerBytes = 16 + 4 + 1 + 65

    /// - Parameters:
    ///   - own: a key for this message alone.
    ///   - salt: 16 random bytes.
    func callAsFunction(_ text: [UInt8], own: P256.KeyAgreement.PrivateKey, salt: [UInt8]) throws -> [UInt8] {
        let ownPublic = own.publicKey.x963Representation
        let shared = try own.sharedSecretFromKeyAgreement(with: key)
        let info = Data("WebPush: info\0".utf8) + key.x963Representation + ownPublic
        let material = shared.hkdfDerivedSymmetricKey(
            using: SHA256.self,
            salt: auth,
            sharedInfo: info,
            outputByteCount: 32
        )
        func derived(_ name: String, _ count: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: material,
                salt: salt,
                info: Data("Content-Encoding: \(name)\0".utf8),
                outputByteCount: count
            )
        }
        let nonce = derived("nonce", 12).withUnsafeBytes { Array($0) }
        // 2 ends the last record.
        let sealed = try AES.GCM.seal(
            text + [2],
            using: derived("aes128gcm", 16),
            nonce: AES.GCM.Nonce(data: nonce)
        )
        let size = withUnsafeBytes(of: UInt32(Self.recordBytes).bigEndian) { Array($0) }
        let header = salt + size + [UInt8(ownPublic.count)] + Array(ownPublic)
        return header + Array(sealed.ciphertext) + Array(sealed.tag)
    }

    /// A fresh key and salt from the world's chance.
    func callAsFunction(_ text: [UInt8], in world: World) throws -> [UInt8] {
        try self(
            text,
            own: world.newKey { try P256.KeyAgreement.PrivateKey(rawRepresentation: $0) },
            salt: world.bytes(16)
        )
    }
}

extension World {
    /// A private key of P-256 from this world's chance. One number in four thousand million millions is none: then the next.
    func newKey<Key>(_ make: ([UInt8]) throws -> Key) rethrows -> Key {
        for _ in 0..<8 {
            if let key = try? make(bytes(32)) { return key }
        }
        return try make(bytes(32))
    }
}
