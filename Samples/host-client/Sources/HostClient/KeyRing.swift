import Foundation

/// The public keys by which answers are verified.
///
/// The host may ship some. Others are taken over from the server's own list alone, and only where the connection shows that
/// it is the server who lists them. The list replaces what was known: a key that is no longer on it was revoked. It is asked
/// for once a day, and whenever an answer names a key that is not here: so a rotation is followed at once.
struct KeyRing: Hashable, Codable {
    private(set) var keys: [String: Data]
    private var listedAt: Date?

    static let age: TimeInterval = 24 * 3600

    init(shipped keys: [String: Data]) { self.keys = keys }

    subscript(id: String) -> Data? { keys[id] }

    func isDue(_ now: Date) -> Bool { listedAt.map { now < $0 || now >= $0 + Self.age } ?? true }

    /// Takes over what the server announces, as `GET /runtime/v1/keys` answers.
    mutating func take(_ list: Data, at now: Date) throws {
        let items = try JSONDecoder().decode(List.self, from: list).items
        keys = Dictionary(
            items.filter { $0.algorithm == "Ed25519" }.map { ($0.id, $0.publicKey) },
            uniquingKeysWith: { first, _ in first }
        )
        listedAt = now
    }

    /// Over TLS it is the server who speaks; to this machine itself nobody is in between.
    static func trusts(_ server: URL) -> Bool {
        server.scheme == "https" || ["127.0.0.1", "::1", "[::1]", "localhost"].contains(server.host() ?? "")
    }

    private struct List: Decodable {
        let items: [Item]
    }

    private struct Item: Decodable {
        let id: String
        let publicKey: Data
        let algorithm: String

        private enum CodingKeys: String, CodingKey {
            case id, algorithm
            case publicKey = "public_key"
        }
    }
}
