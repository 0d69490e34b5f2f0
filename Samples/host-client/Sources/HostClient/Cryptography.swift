import Foundation

#if canImport(CryptoKit)
    import CryptoKit
#else
    import Crypto
#endif

/// A SHA-256.
struct Fingerprint: Hashable {
    /// Lower-case hexadecimal.
    let hex: String

    init(of data: Data) {
        self.init(SHA256.hash(data: data))
    }

    /// Of a file, without taking it into memory as a whole.
    init(ofFile file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: 256 * 1024), !piece.isEmpty { hash.update(data: piece) }
        self.init(hash.finalize())
    }

    private init(_ digest: SHA256.Digest) {
        let digits = Array("0123456789abcdef".utf8)
        hex = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

enum Ed25519 {
    /// - Parameter key: the 32 bytes of the public half; anything else verifies nothing.
    static func isSigned(_ data: Data, _ signature: Data, by key: Data) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        return key.isValidSignature(signature, for: data)
    }
}
