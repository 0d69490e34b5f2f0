/// The fields of the base information that are chosen from lists.
package enum ChoiceRules {
    package static let mostCategories = 4

    /// One to four leaves, each once, in the order given; none clears the field.
    package static func categories(_ chosen: [String], in tree: Categories) -> Checked<[String]> {
        var ids: [String] = []
        for id in chosen where !id.isEmpty && !ids.contains(id) {
            guard let category = tree[id] else {
                let shown = PlainText.line(String(id.prefix(20)))
                return .bad(Words("没有编号为 \(shown) 的类目，请重新选择。", "There is no category \(shown). Please choose again."))
            }
            guard category.isLeaf else {
                return .bad(
                    Words(
                        "“\(category.name.zh)”是大类，请选择其中的具体类目。",
                        "“\(category.name.en)” is a group. Choose a category inside it."
                    )
                )
            }
            ids.append(id)
        }
        guard ids.count <= mostCategories else {
            return .bad(
                Words(
                    "类目太多：现在 \(ids.count) 个，最多 \(mostCategories) 个。",
                    "Too many categories: \(ids.count) now, at most \(mostCategories)."
                )
            )
        }
        return .good(ids)
    }

    package static func regionType(_ chosen: String) -> Checked<RegionType?> {
        if chosen.isEmpty { return .good(nil) }
        guard let region = RegionType(rawValue: chosen) else {
            let names = RegionType.allCases.map(\.rawValue)
            return .bad(
                Words(
                    "服务范围只能是 \(names.joined(separator: "、")) 之一。",
                    "The service area is one of \(names.joined(separator: ", "))."
                )
            )
        }
        return .good(region)
    }

    /// Known codes, each once, in the list's order; none clears the field.
    package static func provinces(_ chosen: [String], in list: Provinces) -> Checked<[String]> {
        let codes = chosen.filter { !$0.isEmpty }
        if let unknown = codes.first(where: { list[$0] == nil }) {
            let shown = PlainText.line(String(unknown.prefix(20)))
            return .bad(
                Words("没有编号为 \(shown) 的省份，请重新选择。", "There is no province \(shown). Please choose again.")
            )
        }
        return .good(list.ordered(codes).map(\.code))
    }
}
