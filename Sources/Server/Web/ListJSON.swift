/// A page of a list.
package struct ListJSON<Item: Encodable>: Encodable {
    package let items: [Item]
    /// What to ask `after` for the next page; null on the last.
    package let next: String?

    private enum CodingKeys: CodingKey { case items, next }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        // Said also when there is none.
        try container.encode(next, forKey: .next)
    }
}

extension ListJSON: Sendable where Item: Sendable {}
