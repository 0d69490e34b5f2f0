import Domain

/// The QR code of a mini program: what a host app opens it by.
struct CodePage: Sendable {
    let name: String
    let slogan: String
    let hasSlogan: Bool
    let tile: Tile
    let picture: String
    let png: String
    let svg: String
    let link: String
    let hasLogo: Bool
    /// Whether the logo stands in the middle now.
    let isWithLogo: Bool
    /// The same page the other way.
    let otherPath: String
}

/// What is said before a mini program is closed.
struct ClosePage: Sendable {
    let name: String
    let id: String
    let path: String
    let back: String
    let isReleased: Bool
    let released: String
    let versions: String
    let hasVersions: Bool
    let hasExperience: Bool
    let experience: String
    let members: String
    let typed: String
    let problem: String
    let isWrong: Bool
    let factor: FactorField
}

/// The form that makes a mini program.
struct CreatePage: Sendable {
    let fields: [FieldModel]
}
