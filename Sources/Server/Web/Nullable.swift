/// A member of a JSON answer that is said also when there is nothing: `null`, instead of being left out.
package struct Nullable<Value: Encodable>: Encodable {
    package let value: Value?

    init(_ value: Value?) { self.value = value }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension Nullable: Sendable where Value: Sendable {}
