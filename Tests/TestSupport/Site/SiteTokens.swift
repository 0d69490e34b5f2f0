import Crypto
package import Domain
import Server
import Storage

extension Site {
    /// A client that sends a token with these scopes (all, by default) of the person with this login.
    ///
    /// The token is written as it stands in data of long ago, so that nobody gets a message about it.
    package func token(_ login: String, scopes: Set<Action>? = nil, duties: Set<Duty> = []) async throws -> SiteClient {
        let person = try await person(login, duties: duties)
        let scopes = (scopes ?? MakeToken.allScopes(duties: duties)).sorted { $0.rawValue < $1.rawValue }
        let token: ID<APIToken> = platform.world.newID()
        let secret = "stw_" + Hex.text(platform.world.bytes(32))
        let hash = Hex.text(SHA256.hash(data: Array(secret.utf8)))
        try await platform.change(by: nil) { change in
            let words = scopes.map(\.rawValue).joined(separator: " ")
            let end = change.now.adding(seconds: 30 * 86_400)
            try change.db.execute(
                """
                INSERT INTO api_token (id, person_id, hash, name, scopes, created_at, expires_at)
                VALUES (\(token), \(person), \(hash), \("test"), \(words), \(change.now), \(end))
                """
            )
            try change.record(.tokenMade(person: nil, token: token, scopes: scopes))
        }
        var client = stranger
        client.person = person
        client.token = secret
        return client
    }
}
