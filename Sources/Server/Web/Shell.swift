import Domain

/// What the frame around every page shows.
struct Shell: Sendable {
    let title: String
    let language: String
    let isChinese: Bool
    let isSignedIn: Bool
    let isBare: Bool
    let isHome: Bool
    let isCommunity: Bool
    let isMessages: Bool
    let isMe: Bool
    let hasBack: Bool
    let back: String
    let personName: String
    let personLetter: String
    let personColour: String
    let personPicture: String
    let hasPersonPicture: Bool
    let isDemo: Bool
    let said: String
    let hasSaid: Bool
    /// The page's own path, for forms that come back to it.
    let path: String
    let styles: String
    let script: String
    let icon: String

    init(
        page: Page<some Sendable>,
        visitor: Visitor,
        path: String,
        said: String?,
        assets: Assets,
        settings: Settings
    ) {
        title = page.title[visitor.language]
        language = visitor.language == .zh ? "zh-Hans" : "en"
        isChinese = visitor.language == .zh
        isSignedIn = visitor.person != nil
        isBare = page.isBare || visitor.person == nil
        isHome = page.tab == .home
        isCommunity = page.tab == .community
        isMessages = page.tab == .messages
        isMe = page.tab == .me
        hasBack = page.back != nil
        back = page.back ?? ""
        let tile = Tile(name: visitor.person?.name ?? "", picture: visitor.person?.picture)
        personName = visitor.person?.name ?? ""
        personLetter = tile.letter
        personColour = tile.colour
        personPicture = tile.picture
        hasPersonPicture = tile.hasPicture
        isDemo = settings.isDemo
        self.said = said ?? ""
        hasSaid = said != nil
        self.path = path
        styles = assets.url("app.css")
        script = assets.url("app.js")
        icon = assets.url("icon.svg")
    }
}

/// A logo or a person's picture; without one, the first letter on a colour that the name decides.
package struct Tile: Sendable {
    package let letter: String
    package let colour: String
    package let picture: String
    package let hasPicture: Bool

    /// Colours on which white text reads well (at least 4.5 to 1).
    private static let colours = [
        "#c2410c", "#0f766e", "#6b46c9", "#1263e6", "#b42318", "#334155", "#9a5b00", "#107637", "#a21caf", "#0369a1",
    ]

    package init(name: String, picture: String?) {
        letter = name.first.map { String($0).uppercased() } ?? "·"
        let sum = name.unicodeScalars.reduce(0) { ($0 &* 31 &+ Int($1.value)) & 0xffff }
        colour = Self.colours[sum % Self.colours.count]
        self.picture = picture.map(Paths.picture) ?? ""
        hasPicture = picture != nil
    }
}
