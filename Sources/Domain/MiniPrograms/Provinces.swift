import FoundationEssentials

/// The areas that a mini program can be limited to: provinces by GB/T 2260.
package struct Provinces: Sendable {
    package struct Province: Sendable, Hashable, Decodable {
        /// Six digits.
        package let code: String
        package let name: Words

        enum CodingKeys: String, CodingKey {
            case code, name
            case englishName = "english_name"
        }

        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            code = try values.decode(String.self, forKey: .code)
            name = Words(
                try values.decode(String.self, forKey: .name),
                try values.decode(String.self, forKey: .englishName)
            )
        }
    }

    package let items: [Province]
    private let byCode: [String: Province]

    /// Reads the list from its JSON: `{"items":[{"code","name","english_name"}]}`.
    package init(json: String) throws {
        struct File: Decodable { let items: [Province] }
        items = try JSONDecoder().decode(File.self, from: Data(json.utf8)).items
        byCode = Dictionary(items.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(code: String) -> Province? { byCode[code] }

    /// The known ones among `codes`, each once, in the list's own order.
    package func ordered(_ codes: [String]) -> [Province] {
        let wanted = Set(codes)
        return items.filter { wanted.contains($0.code) }
    }
}
