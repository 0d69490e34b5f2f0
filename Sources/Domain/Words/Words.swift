/// The languages of pages, refusals and commands. Chinese first.
package enum Language: String, CaseIterable, Sendable, Codable { case zh, en }

/// One sentence or label in both languages.
package struct Words: Hashable, Sendable, Codable {
    package let zh: String
    package let en: String

    package init(_ zh: String, _ en: String) { (self.zh, self.en) = (zh, en) }

    package subscript(language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}
