/// Where a mini program is offered.
package enum RegionType: String, CaseIterable, Sendable, Codable {
    case global = "GLOBAL"
    case china = "CHINA"
    /// Only in the provinces that are named.
    case location = "LOCATION"

    package var words: Words {
        switch self {
        case .global: Words("全球", "Worldwide")
        case .china: Words("中国内地", "Chinese mainland")
        case .location: Words("部分省份", "Some provinces")
        }
    }
}
