import Domain
import Storage

/// How somebody came in.
enum PersonArrival: Sendable {
    /// By an administrator, at set-up or by a command.
    case added
    /// Where anybody may register.
    case open
    /// By an operator's link; its note and maker, nil where a command made it.
    case accountLink(note: String, maker: String?)
    /// By the link of a mini program.
    case memberLink(app: String, maker: String)

    var words: Words {
        switch self {
        case .added: Words("由管理员添加", "Added by an administrator")
        case .open: Words("自己注册", "Registered by themselves")
        case .accountLink(let note, let maker):
            Words(
                "通过\(maker ?? "系统")的邀请链接\(note.isEmpty ? "" : "（\(note)）")",
                "By the link of \(maker ?? "the system")\(note.isEmpty ? "" : " (\(note))")"
            )
        case .memberLink(let app, let maker): Words("通过\(app)的邀请链接（\(maker)）", "By a link of \(app) (\(maker))")
        }
    }

    /// The stable word.
    var name: String {
        switch self {
        case .added: "added"
        case .open: "open"
        case .accountLink: "account_link"
        case .memberLink: "member_link"
        }
    }
}

extension PeopleQueries {
    func arrival(of person: ID<Person>) throws -> PersonArrival {
        let row = try db.first(
            """
            SELECT r.account_link, r.member_link, l.note, o.name AS operator, a.name AS app, m.name AS maker
            FROM registration r LEFT JOIN account_link l ON l.id = r.account_link
                LEFT JOIN person o ON o.id = l.made_by
                LEFT JOIN invitation_link i ON i.id = r.member_link
                LEFT JOIN mini_program a ON a.id = i.app_id LEFT JOIN person m ON m.id = i.made_by
            WHERE r.person_id = \(person)
            """
        )
        guard let row else { return .added }
        if try row.optionalText("account_link") != nil {
            return .accountLink(note: try row.optionalText("note") ?? "", maker: try row.optionalText("operator"))
        }
        guard try row.optionalText("member_link") != nil else { return .open }
        return .memberLink(app: try row.optionalText("app") ?? "", maker: try row.optionalText("maker") ?? "")
    }
}
