/// A page of a list.
struct ListJSON<Item: Encodable>: Encodable {
    let items: [Item]
    /// What to ask `after` for the next page; null on the last.
    let next: String?

    private enum CodingKeys: CodingKey { case items, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        // Said also when there is none.
        try container.encode(next, forKey: .next)
    }
}
