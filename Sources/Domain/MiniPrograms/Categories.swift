import FoundationEssentials

/// What a mini program may be filed under: a tree of two levels, of which the leaves are chosen.
package struct Categories: Sendable {
    /// A branch or a leaf. Ids are stable; names are what people read.
    package struct Category: Sendable, Hashable, Decodable {
        package let id: String
        package let name: Words
        package let children: [Category]
        /// What a submission under this leaf has to prove.
        package let licences: [Words]

        package var isLeaf: Bool { children.isEmpty }

        enum CodingKeys: String, CodingKey {
            case id, name, children, licences
            case englishName = "english_name"
            case englishLicences = "english_licences"
        }

        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            id = try values.decode(String.self, forKey: .id)
            name = Words(
                try values.decode(String.self, forKey: .name),
                try values.decode(String.self, forKey: .englishName)
            )
            children = try values.decodeIfPresent([Category].self, forKey: .children) ?? []
            let chinese = try values.decodeIfPresent([String].self, forKey: .licences) ?? []
            let english = try values.decodeIfPresent([String].self, forKey: .englishLicences) ?? []
            guard chinese.count == english.count else {
                throw DecodingError.dataCorruptedError(
                    forKey: .englishLicences,
                    in: values,
                    debugDescription: "every licence needs an English name"
                )
            }
            licences = zip(chinese, english).map { Words($0, $1) }
        }
    }

    package let items: [Category]
    private let byID: [String: Category]
    private let parents: [String: Category]

    /// Reads the tree from its JSON: `{"items":[{"id","name","english_name","children":[…]}]}`.
    package init(json: String) throws {
        struct File: Decodable { let items: [Category] }
        items = try JSONDecoder().decode(File.self, from: Data(json.utf8)).items
        var byID: [String: Category] = [:]
        var parents: [String: Category] = [:]
        for branch in items {
            byID[branch.id] = branch
            for leaf in branch.children {
                byID[leaf.id] = leaf
                parents[leaf.id] = branch
            }
        }
        (self.byID, self.parents) = (byID, parents)
    }

    package subscript(id: String) -> Category? { byID[id] }

    /// The leaf with its branch in front, as pages show it: 餐饮 · 咖啡茶饮. Nil for an unknown id.
    package func path(of id: String) -> Words? {
        guard let category = byID[id] else { return nil }
        guard let parent = parents[id] else { return category.name }
        return Words("\(parent.name.zh) · \(category.name.zh)", "\(parent.name.en) · \(category.name.en)")
    }

    /// The licences that these leaves ask for, each once, in the order of the leaves.
    package func licences(of ids: [String]) -> [Words] {
        var found: [Words] = []
        for licence in ids.flatMap({ byID[$0]?.licences ?? [] }) where !found.contains(licence) {
            found.append(licence)
        }
        return found
    }

    /// The licence that is called so in either language; nil when no category asks for such a one.
    package func licence(named name: String) -> Words? {
        items.lazy.flatMap { [$0] + $0.children }.flatMap(\.licences).first { $0.zh == name || $0.en == name }
    }
}
