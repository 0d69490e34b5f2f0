package import Domain

/// A Swift value that can stand in a `Query`.
package protocol SQLValue: Sendable {
    var sqlValue: Query.Value { get }
}

extension Query.Value: SQLValue {
    package var sqlValue: Query.Value { self }
}

extension Int: SQLValue {
    package var sqlValue: Query.Value { .integer(Int64(self)) }
}

extension Int64: SQLValue {
    package var sqlValue: Query.Value { .integer(self) }
}

extension Double: SQLValue {
    package var sqlValue: Query.Value { .real(self) }
}

extension String: SQLValue {
    package var sqlValue: Query.Value { .text(self) }
}

/// 0 or 1: the engines disagree about everything else that is called a boolean.
extension Bool: SQLValue {
    package var sqlValue: Query.Value { .integer(self ? 1 : 0) }
}

extension [UInt8]: SQLValue {
    package var sqlValue: Query.Value { .blob(self) }
}

/// Milliseconds.
extension Instant: SQLValue {
    package var sqlValue: Query.Value { .integer(milliseconds) }
}

extension ID: SQLValue {
    package var sqlValue: Query.Value { .text(rawValue) }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    package var sqlValue: Query.Value { self?.sqlValue ?? .null }
}

extension Query {
    /// The most parameters of one statement: SQLite's limit, the lower of the two.
    static let mostValues = 32_766

    /// Refuses values that the engines would treat differently, before anything is sent.
    ///
    /// PostgreSQL has no text with NUL in it, SQLite stores NaN as NULL. Both are faults of the caller, which should have
    /// checked its input.
    func check() throws(StorageError) {
        let values = self.values
        guard values.count <= Query.mostValues else {
            throw .value("a statement has \(values.count) values, more than \(Query.mostValues)")
        }
        for (index, value) in values.enumerated() {
            switch value {
            case .text(let text) where text.utf8.contains(0):
                throw .value("the text for $\(index + 1) holds a NUL character, which cannot be stored")
            case .real(let real) where real.isNaN:
                throw .value("the number for $\(index + 1) is not a number, which cannot be stored")
            default:
                continue
            }
        }
    }
}
