import Crypto

/// What a host app's server shares with this installation for one mini program, so that it can prove that it asked for an answer.
package struct HostSecret: Hashable, Sendable {
    private let bytes: [UInt8]

    /// - Parameter text: as it was handed out; its UTF-8 is the key.
    package init(_ text: String) { bytes = Array(text.utf8) }

    /// The proof for a user: HMAC-SHA256 of the UTF-8 user id, in 64 hexadecimal digits.
    package func proof(of user: String) -> String {
        Hex.text(HMAC<SHA256>.authenticationCode(for: Array(user.utf8), using: SymmetricKey(data: bytes)))
    }

    /// Whether a proof is that of the user; digits may be in either case, and comparing takes as long for a wrong one.
    package func proves(_ proof: String, of user: String) -> Bool {
        let (given, right) = (Array(proof.lowercased().utf8), Array(self.proof(of: user).utf8))
        guard given.count == right.count else { return false }
        return zip(given, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
