/// Who gets a notice: those who are it when its delivery begins.
package enum NoticeAudience: Sendable, Equatable {
    case everybody
    /// Who owns at least one mini program.
    case owners
    /// Developers, administrators and owners of these mini programs.
    case developers([ID<MiniProgram>])

    /// As it is stored and said in the JSON API.
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case everybody, owners, developers

        package var words: Words {
            switch self {
            case .everybody: Words("所有人", "Everybody")
            case .owners: Words("小程序所有者", "Owners of mini programs")
            case .developers: Words("指定小程序的开发者", "Developers of chosen mini programs")
            }
        }
    }

    package var kind: Kind {
        switch self {
        case .everybody: .everybody
        case .owners: .owners
        case .developers: .developers
        }
    }

    package var apps: [ID<MiniProgram>] { if case .developers(let apps) = self { apps } else { [] } }

    /// The roles that the kind of audience reaches.
    package static let developerRoles = MemberRole.allCases.filter { $0 >= .developer }
    package static let mostApps = 50
}
