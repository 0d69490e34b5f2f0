import Domain

/// One mini program in the switcher and in the lists.
struct SwitchRow: Sendable {
    let path: String
    let name: String
    let id: String
    let tile: Tile
    let role: String
    let status: String
    let isReleased: Bool
    let isCurrent: Bool

    init(_ entry: SwitcherQueries.Entry, current: ID<MiniProgram>?, _ language: Language) {
        path = Paths.switchTo(entry.app)
        name = entry.name
        id = AppID.grouped(entry.app)
        tile = Tile(name: entry.name, picture: entry.logo)
        role = entry.role.words[language]
        isReleased = entry.released != nil
        status =
            entry.released.map { Words("线上 \($0)", "Live \($0)")[language] }
            ?? Words("未上架", "Not released")[language]
        isCurrent = entry.app == current
    }
}

/// The sheet behind 切换: what I manage, what I develop; what I only try stands below that.
struct Switcher: Sendable {
    /// Rows fetched in each role; with more, the list page is offered.
    static let most = 20
    /// Up to so many are found by looking; beyond, there is a search.
    private static let mostWithoutSearch = 8

    let managed: [SwitchRow]
    let developed: [SwitchRow]
    let experienced: [SwitchRow]
    let managedCount: String
    let developedCount: String
    let isManagedEmpty: Bool
    let isDevelopedEmpty: Bool
    let hasExperienced: Bool
    /// Which of the two tabs is open at first.
    let isManagedFirst: Bool
    let hasSearch: Bool
    let hasMore: Bool
    /// No button where there is one mini program only.
    let isNeeded: Bool

    /// - Parameter entries: at most `most` and one more in each role.
    init(_ entries: [SwitcherQueries.Entry], current: ID<MiniProgram>?, _ language: Language) {
        let newestFirst = entries.sorted { ($0.joinedAt, $0.app.rawValue) > ($1.joinedAt, $1.app.rawValue) }
        func rows(_ roles: Set<MemberRole>) -> [SwitchRow] {
            newestFirst.filter { roles.contains($0.role) }.prefix(Self.most)
                .map { SwitchRow($0, current: current, language) }
        }
        func count(_ roles: Set<MemberRole>) -> String {
            let count = entries.count { roles.contains($0.role) }
            return count > Self.most ? "\(Self.most)+" : "\(count)"
        }
        managed = rows([.owner, .administrator])
        developed = rows([.developer])
        experienced = rows([.experiencer])
        managedCount = count([.owner, .administrator])
        developedCount = count([.developer, .experiencer])
        isManagedEmpty = managed.isEmpty
        isDevelopedEmpty = developed.isEmpty && experienced.isEmpty
        hasExperienced = !experienced.isEmpty
        let isInManaged = managed.contains(where: \.isCurrent)
        let isInDeveloped = (developed + experienced).contains(where: \.isCurrent)
        isManagedFirst = isInManaged || (!isInDeveloped && !managed.isEmpty)
        hasSearch = entries.count > Self.mostWithoutSearch
        hasMore = entries.count > managed.count + developed.count + experienced.count
        isNeeded = entries.count > 1
    }
}

/// Every mini program of a person, searched and by role, in pages.
struct AppListPage: Sendable {
    struct Chip: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    static let size = 30

    let query: String
    let role: String
    let chips: [Chip]
    let rows: [SwitchRow]
    let isEmpty: Bool
    let isSearch: Bool
    let hasMore: Bool
    let morePath: String
}
