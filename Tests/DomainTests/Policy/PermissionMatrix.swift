import Domain

/// The whole policy as text for a reader: a row an action, a column a role, a sign for the decision.
enum PermissionMatrix {
    /// An operator's column begins with `op:`, since system administrators are not a mini program's.
    private static let columns: [(role: Role, label: String)] = Role.all.map { role in
        (role, role.name.replacing("operator:", with: "op:"))
    }

    private static let legend = """
        Who may do what: a row an action, a column a role. A person who is no member is "signed-in"; members
        and operators (op:) are signed in too, and have what "signed-in" has.

        yes    allowed
        self   only towards oneself
        -      refused, with the reason: they may know of it
        .      hidden: answered as if it did not exist

        """

    static var text: String {
        let width = (Action.allCases.map(\.rawValue.utf8.count).max() ?? 0) + 2
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.utf8.count))
        }
        func line(_ first: String, _ cells: [String]) -> String {
            let columns = zip(cells, columns).map { padded($0, $1.label.utf8.count + 2) }
            let text = padded(first, width) + columns.joined()
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        let rows = Action.allCases.map { action in
            line(action.rawValue, columns.map { sign(of: action, for: $0.role) })
        }
        return ([legend, line("", columns.map(\.label))] + rows).joined(separator: "\n")
    }

    /// One sign for all relations; where they differ in another way than "only oneself", each is written out.
    private static func sign(of action: Action, for role: Role) -> String {
        let roles: Set<Role> = role == .anonymous || role == .signedIn ? [role] : [.signedIn, role]
        let signs = Relation.allCases.map { relation in
            switch Policy.standard.decision(for: roles, action, relation) {
            case .allowed: "yes"
            case .refused: "-"
            case .hidden: "."
            }
        }
        if Set(signs).count == 1 { return signs[0] }
        return signs == ["yes", "-", "-"] ? "self" : signs.joined(separator: "/")
    }
}
