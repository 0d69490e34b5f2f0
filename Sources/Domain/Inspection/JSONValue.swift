/// A JSON value as it was written. Objects lose their order and the first of two equal keys.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The member of an object; nil for anything else.
    package subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    package var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// A whole number; nil for fractions and for what an `Int` cannot hold.
    package var int: Int? { if case .number(let value) = self { Int(exactly: value) } else { nil } }

    /// The strings of an array; nil when it is not an array of strings.
    package var strings: [String]? {
        guard let items = array else { return nil }
        let texts = items.compactMap(\.string)
        return texts.count == items.count ? texts : nil
    }
}

/// Where and why a text is not JSON.
package struct JSONProblem: Error, Hashable, Sendable {
    /// From 1; the column counts bytes' characters, as editors do for ASCII.
    package let line: Int
    package let column: Int
    package let words: Words

    /// “第 3 行第 7 列：多余的逗号”
    package var located: Words {
        Words("第 \(line) 行第 \(column) 列：\(words.zh)", "line \(line), column \(column): \(words.en)")
    }
}
