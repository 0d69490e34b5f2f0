import Crypto
import Domain

/// One step of the schema. Append-only: an applied migration is never edited, since its checksum would no longer fit.
///
/// The statements are the same text for both engines: `TEXT`, `BIGINT`, `DOUBLE PRECISION`; no `AUTOINCREMENT`, `SERIAL`,
/// `BOOLEAN` or dates. Old programs may still run while it is applied: add first, take away in a later one.
package struct Migration: Sendable {
    /// From 1 upwards.
    package let number: Int
    /// What it does, for the operator who reads the list.
    package let name: String
    package let statements: [String]

    package init(number: Int, name: String, statements: [String]) {
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// SHA-256 of the statements, in lower-case hex.
    package var checksum: String {
        var hash = SHA256()
        for statement in statements {
            hash.update(data: Array(statement.utf8))
            // So that moving the border between two statements shows.
            hash.update(data: [0])
        }
        return Hex.text(hash.finalize())
    }
}
