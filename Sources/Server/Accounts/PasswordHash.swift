import Crypto
import Domain
import Foundation
import _CryptoExtras

/// What one hash costs: memory is 128 · r · 2^log2N bytes, time grows with p besides.
package struct ScryptCost: Sendable, Hashable {
    package let log2N: Int
    package let r: Int
    package let p: Int

    package init(log2N: Int, r: Int, p: Int) { (self.log2N, self.r, self.p) = (log2N, r, p) }

    /// 32 MB and about a quarter of a second; one of the equivalent settings that OWASP's password storage sheet names.
    package static let standard = ScryptCost(log2N: 15, r: 8, p: 3)
}

/// A password as stored: `scrypt$15$8$3$SALT$KEY`, with its own cost, so that the cost can be raised later.
struct PasswordHash: Sendable, Hashable {
    let cost: ScryptCost
    let salt: [UInt8]
    let key: [UInt8]

    static let saltBytes = 16
    private static let keyBytes = 32

    /// Runs scrypt once: blocks for a quarter of a second.
    init(of password: String, cost: ScryptCost, salt: [UInt8]) throws {
        // The same password typed on another keyboard may come with its accents apart.
        let normal = password.precomposedStringWithCanonicalMapping
        let key = try KDF.Scrypt.deriveKey(
            from: Array(normal.utf8),
            salt: salt,
            outputByteCount: Self.keyBytes,
            rounds: 1 << cost.log2N,
            blockSize: cost.r,
            parallelism: cost.p
        )
        (self.cost, self.salt, self.key) = (cost, salt, key.withUnsafeBytes { Array($0) })
    }

    /// Nil for what is not a hash: nobody can sign in with it.
    init?(stored: String) {
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let log2N = Int(parts[1]), let r = Int(parts[2]),
            let p = Int(parts[3]), (1...20).contains(log2N), (1...32).contains(r), (1...16).contains(p),
            let salt = Self.bytes(parts[4]), let key = Self.bytes(parts[5]), key.count == Self.keyBytes
        else { return nil }
        (cost, self.salt, self.key) = (ScryptCost(log2N: log2N, r: r, p: p), salt, key)
    }

    var stored: String { "scrypt$\(cost.log2N)$\(cost.r)$\(cost.p)$\(Hex.text(salt))$\(Hex.text(key))" }

    /// What stands where somebody has no password: demonstration people who are entered by a tap.
    static let none = "-"

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}

extension Collection where Element == UInt8 {
    /// Whether both are the same, in a time that depends on the length alone.
    func equalsInConstantTime(_ other: some Collection<UInt8>) -> Bool {
        count == other.count && zip(self, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
