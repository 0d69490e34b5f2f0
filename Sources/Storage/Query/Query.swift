/// One SQL statement, or a part of one, with its values; written once and run on SQLite and PostgreSQL.
///
/// Made by string interpolation: literal text is SQL, an interpolated value becomes a numbered parameter (`$1`, `$2`, …),
/// and an interpolated `Query` is spliced in with its own values.
///
///     let recent: Query = "created_at > \(instant)"
///     try db.rows("SELECT id FROM version WHERE app_id = \(app) AND \(recent)")
///
/// Text and values are kept apart until the statement runs, so that nothing that is text is ever taken for a parameter.
package struct Query: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// A value as both engines store it.
    package enum Value: Sendable, Equatable {
        case null
        case integer(Int64)
        case text(String)
        case real(Double)
        case blob([UInt8])
    }

    enum Segment: Sendable, Equatable {
        case text(String)
        case value(Value)
    }

    private(set) var segments: [Segment]

    /// SQL without values. Text from outside never goes here: it would be run as it is.
    package init(stringLiteral sql: String) {
        segments = sql.isEmpty ? [] : [.text(sql)]
    }

    package init(stringInterpolation interpolation: Interpolation) {
        segments = interpolation.segments
    }

    init(segments: [Segment]) {
        self.segments = segments
    }

    /// Nothing at all: the neutral element for optional parts of a statement.
    package static let empty = Query(segments: [])

    package var isEmpty: Bool { segments.isEmpty }

    /// The statement as the engines get it, parameters numbered from `$1` in the order of the values.
    package var text: String {
        var text = ""
        var number = 0
        for segment in segments {
            switch segment {
            case .text(let part):
                text += part
            case .value:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// The values of `$1`, `$2`, …
    package var values: [Value] {
        segments.compactMap { segment in
            if case .value(let value) = segment { value } else { nil }
        }
    }

    package static func + (left: Query, right: Query) -> Query {
        Query(segments: left.segments + right.segments)
    }

    package static func += (left: inout Query, right: Query) {
        left.segments += right.segments
    }
}

extension Query: CustomStringConvertible {
    /// The text alone, so that a logged statement shows nobody's data.
    package var description: String { text }
}
