import Domain

/// One field of a form with its rule, what is typed and what is wrong with it.
struct FieldModel: Sendable {
    /// The id of the field's element, for links to it.
    let anchor: String
    let name: String
    let label: String
    let value: String
    let isOptional: Bool
    /// How many changes are left, in a few words.
    let quota: String
    let hasQuota: Bool
    let hasCount: Bool
    let least: Int
    let most: Int
    let hint: String
    let hasHint: Bool
    let problem: String
    let isWrong: Bool
    let isFixed: Bool
    let isLong: Bool
    let type: String
    let inputMode: String
    let placeholder: String
    let language: String
}

/// A choice among several: a category, a province, a region.
struct ChoiceModel: Sendable {
    let value: String
    let label: String
    let detail: String
    let hasDetail: Bool
    let isChosen: Bool
    /// The label in full, with its group.
    let full: String
}

/// The form of one section of the base information.
struct SectionPage: Sendable {
    struct CategoryGroup: Sendable {
        let name: String
        let isOpen: Bool
        let choices: [ChoiceModel]
    }

    struct Shown: Sendable {
        let name: String
        let value: String
    }

    let path: String
    let back: String
    let isLocked: Bool
    /// What stands in the way of all of it.
    let refused: String
    let isRefused: Bool
    let isTexts: Bool
    let fields: [FieldModel]
    /// What is kept, sent along so that only what was changed here is changed there.
    let shown: [Shown]
    let isCategories: Bool
    let groups: [CategoryGroup]
    let mostCategories: Int
    let isRegion: Bool
    let regions: [ChoiceModel]
    let provinces: [ChoiceModel]
    let isDomains: Bool
    let domains: [String]
    let mostDomains: Int
    let isLogo: Bool
    let tile: Tile
    /// The field of the section when it has one only; the first otherwise.
    let first: FieldModel
    let second: FieldModel
}
