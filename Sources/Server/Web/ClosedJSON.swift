import Domain

/// A JSON object whose members are all known: one that its type does not have is refused by name (`UNKNOWN_FIELD`), since
/// whoever misspelt it would think that it was done.
struct ClosedJSON<Body: Decodable>: Decodable {
    let body: Body

    init(from decoder: any Decoder) throws { body = try Body(from: ClosedDecoder(inner: decoder)) }
}

/// A decoder that knows of an object's members before it hands it out. What lies deeper is the inner decoder's.
private struct ClosedDecoder: Decoder {
    let inner: any Decoder

    var codingPath: [any CodingKey] { inner.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { inner.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let given = try inner.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        let unknown = given.filter { Key(stringValue: $0) == nil }.sorted()
        if !unknown.isEmpty { throw Refusal.unknownFields(unknown) }
        return try inner.container(keyedBy: type)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try inner.unkeyedContainer() }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { try inner.singleValueContainer() }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Refusal {
    fileprivate static func unknownFields(_ names: [String]) -> Refusal {
        let shown = names.prefix(10).map { PlainText.line(String($0.prefix(60))) }
        let all = shown.joined(separator: ", ")
        return Refusal(
            code: "UNKNOWN_FIELD",
            status: 422,
            words: Words("没有这个字段：\(all)。没有保存任何内容。", "There is no such field: \(all). Nothing was changed."),
            fields: shown.map { FieldProblem(field: $0, words: Words("没有这个字段。", "There is no such field.")) }
        )
    }
}
