package import Domain

/// One row of a result. Every accessor throws `StorageError.column` where the column is missing, named twice, empty
/// without being asked for as optional, or of another type: a wrong query shows in its first test.
///
/// Names are compared without regard to ASCII case, since PostgreSQL folds them to lower case and SQLite does not.
package struct Row: Sendable, Equatable {
    private let columns: Columns
    private let values: [Query.Value]

    init(columns: Columns, values: [Query.Value]) {
        self.columns = columns
        self.values = values
    }

    /// The names of the columns of a result, shared by its rows.
    final class Columns: Sendable, Equatable {
        let names: [String]
        private let positions: [String: Int]
        private let ambiguous: Set<String>

        init(_ names: [String]) {
            self.names = names.map(Row.folded)
            var positions: [String: Int] = [:]
            var ambiguous: Set<String> = []
            for (index, name) in self.names.enumerated() where positions.updateValue(index, forKey: name) != nil {
                ambiguous.insert(name)
            }
            self.positions = positions
            self.ambiguous = ambiguous
        }

        func position(of column: String) throws(StorageError) -> Int {
            let name = Row.folded(column)
            guard let position = positions[name] else {
                throw .column(column, "is not in the result (\(names.joined(separator: ", ")))")
            }
            guard !ambiguous.contains(name) else { throw .column(column, "is in the result twice") }
            return position
        }

        static func == (left: Columns, right: Columns) -> Bool { left.names == right.names }
    }

    private static func folded(_ name: String) -> String {
        let isUpper: (UInt8) -> Bool = { $0 >= 65 && $0 <= 90 }
        guard name.utf8.contains(where: isUpper) else { return name }
        return String(decoding: name.utf8.map { isUpper($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    /// The names of the columns, in their order, in lower case.
    package var names: [String] { columns.names }

    /// The value as stored.
    package func value(_ column: String) throws -> Query.Value {
        values[try columns.position(of: column)]
    }

    private func take<Wanted>(
        _ column: String,
        _ kind: String,
        _ convert: (Query.Value) -> Wanted?
    ) throws -> Wanted? {
        let value = try value(column)
        if value == .null { return nil }
        guard let wanted = convert(value) else { throw StorageError.column(column, "is \(value.kind), not \(kind)") }
        return wanted
    }

    private func need<Wanted>(_ column: String, _ wanted: Wanted?) throws -> Wanted {
        guard let wanted else { throw StorageError.column(column, "is empty") }
        return wanted
    }
}

extension Row {
    package func optionalInt64(_ column: String) throws -> Int64? {
        try take(column, "an integer") { if case .integer(let number) = $0 { number } else { nil } }
    }

    package func optionalInt(_ column: String) throws -> Int? {
        try optionalInt64(column).map { Int($0) }
    }

    /// 0 or 1, nothing else.
    package func optionalBool(_ column: String) throws -> Bool? {
        try take(column, "0 or 1") {
            switch $0 {
            case .integer(0): false
            case .integer(1): true
            default: nil
            }
        }
    }

    package func optionalText(_ column: String) throws -> String? {
        try take(column, "text") { if case .text(let text) = $0 { text } else { nil } }
    }

    /// Whole numbers count, since SQLite gives `coalesce(avg(x), 0)` as an integer when there is nothing to average.
    package func optionalReal(_ column: String) throws -> Double? {
        try take(column, "a real number") {
            switch $0 {
            case .real(let number): number
            case .integer(let number): Double(number)
            default: nil
            }
        }
    }

    package func optionalBlob(_ column: String) throws -> [UInt8]? {
        try take(column, "a blob") { if case .blob(let bytes) = $0 { bytes } else { nil } }
    }

    package func optionalInstant(_ column: String) throws -> Instant? {
        try optionalInt64(column).map { Instant(milliseconds: $0) }
    }

    package func optionalID<Entity>(_ column: String, of _: Entity.Type = Entity.self) throws -> ID<Entity>? {
        try optionalText(column).map { ID(rawValue: $0) }
    }

    /// A word of an enum stored as text; a word that the enum does not know is an error.
    package func optionalWord<Word: RawRepresentable>(
        _ column: String,
        as _: Word.Type = Word.self
    ) throws -> Word? where Word.RawValue == String {
        try take(column, "a word of \(Word.self)") {
            if case .text(let text) = $0 { Word(rawValue: text) } else { nil }
        }
    }
}

extension Row {
    package func int64(_ column: String) throws -> Int64 { try need(column, optionalInt64(column)) }
    package func int(_ column: String) throws -> Int { try need(column, optionalInt(column)) }
    package func bool(_ column: String) throws -> Bool { try need(column, optionalBool(column)) }
    package func text(_ column: String) throws -> String { try need(column, optionalText(column)) }
    package func real(_ column: String) throws -> Double { try need(column, optionalReal(column)) }
    package func blob(_ column: String) throws -> [UInt8] { try need(column, optionalBlob(column)) }
    package func instant(_ column: String) throws -> Instant { try need(column, optionalInstant(column)) }

    package func id<Entity>(_ column: String, of _: Entity.Type = Entity.self) throws -> ID<Entity> {
        try need(column, optionalID(column))
    }

    package func word<Word: RawRepresentable>(
        _ column: String,
        as _: Word.Type = Word.self
    ) throws -> Word where Word.RawValue == String {
        try need(column, optionalWord(column))
    }
}

extension Query.Value {
    /// What the value is, in words, without what it holds.
    var kind: String {
        switch self {
        case .null: "empty"
        case .integer: "an integer"
        case .text: "text"
        case .real: "a real number"
        case .blob: "a blob"
        }
    }
}
