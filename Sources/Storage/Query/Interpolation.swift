extension Query {
    /// What the compiler builds an interpolated `Query` with.
    package struct Interpolation: StringInterpolationProtocol, Sendable {
        var segments: [Segment] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            segments.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { segments.append(.text(literal)) }
        }

        /// A value. Each gets a number of its own even when it occurs twice, since GRDB and libpq then agree on the order.
        package mutating func appendInterpolation(_ value: some SQLValue) {
            segments.append(.value(value.sqlValue))
        }

        /// A value or NULL; said apart, since the compiler warns of an optional in any other interpolation.
        package mutating func appendInterpolation(_ value: (some SQLValue)?) {
            segments.append(.value(value?.sqlValue ?? .null))
        }

        /// A value of an enum (or another type) that is stored as its raw value.
        @_disfavoredOverload
        package mutating func appendInterpolation<Word: RawRepresentable>(_ word: Word) where Word.RawValue: SQLValue {
            segments.append(.value(word.rawValue.sqlValue))
        }

        /// The same where there may be none.
        @_disfavoredOverload
        package mutating func appendInterpolation<Word: RawRepresentable>(_ word: Word?) where Word.RawValue: SQLValue {
            segments.append(.value(word?.rawValue.sqlValue ?? .null))
        }

        /// A part of the statement, with its own values.
        package mutating func appendInterpolation(_ part: Query) {
            segments += part.segments
        }
    }

    /// Parts one after another with a separator between them: columns, conditions, rows of `VALUES`.
    package static func joined(_ parts: some Sequence<Query>, separator: Query = ", ") -> Query {
        var whole = Query.empty
        for (index, part) in parts.enumerated() {
            if index > 0 { whole += separator }
            whole += part
        }
        return whole
    }

    /// `$1, $2, $3`, as in `VALUES (…)`. Not for `IN`, which may not be empty: see `isIn`.
    package static func list(_ values: some Sequence<some SQLValue>) -> Query {
        joined(values.map { Query(segments: [.value($0.sqlValue)]) })
    }

    /// Whether `column` is one of `values`; of no values it is none, and `NOT` of that is true, on both engines.
    package static func isIn(_ column: Query, _ values: some Collection<some SQLValue>) -> Query {
        values.isEmpty ? "(1 = 0)" : "(\(column) IN (\(list(values))))"
    }
}
