/// What becomes of an operator's duties when they are set: which are given, which are taken.
package struct DutyChange: Hashable, Sendable {
    /// In the order of the duties.
    package let given: [Duty]
    package let taken: [Duty]

    package init(from old: Set<Duty>, to new: Set<Duty>) {
        given = Duty.allCases.filter { new.contains($0) && !old.contains($0) }
        taken = Duty.allCases.filter { old.contains($0) && !new.contains($0) }
    }

    package var isEmpty: Bool { given.isEmpty && taken.isEmpty }
    package var takesAdministrator: Bool { taken.contains(.administrator) }

    /// The rule: somebody who can sign in stays system administrator, and nobody gives the duty up by a slip.
    ///
    /// - Parameters:
    ///   - isOwn: whoever changes them changes their own.
    ///   - isSure: they have said that they mean it.
    ///   - hasOther: whether somebody else who can sign in by a password is system administrator.
    /// - Throws: `LAST_ADMINISTRATOR`, `OWN_ADMINISTRATOR`.
    package func check(isOwn: Bool, isSure: Bool, hasOther: Bool) throws(Refusal) {
        guard takesAdministrator else { return }
        if !hasOther { throw .lastAdministrator }
        if isOwn, !isSure { throw .ownAdministrator }
    }
}

extension Duty {
    /// The duties with these words.
    ///
    /// - Throws: a refusal at `duties` that names what is none.
    package static func named(_ words: [String]) throws(Refusal) -> Set<Duty> {
        let unknown = words.filter { Duty(rawValue: $0) == nil }
        guard unknown.isEmpty else {
            let named = unknown.prefix(10).map { PlainText.line(String($0.prefix(60))) }.joined(separator: ", ")
            let all = allCases.map(\.rawValue).joined(separator: ", ")
            let words = Words("没有这项职责：\(named)。只有：\(all)。", "There is no duty \(named). There are: \(all).")
            throw .invalid([FieldProblem(field: "duties", words: words)])
        }
        return Set(words.compactMap(Duty.init(rawValue:)))
    }
}

/// What somebody chose on a form of duties, against what the form showed: only what differs is meant, so that two who change
/// different ones at the same time do not undo each other.
package struct DutyWish: Hashable, Sendable {
    private let given: Set<Duty>
    private let taken: Set<Duty>

    /// - Parameter shown: what they had when the form was made; nil where all that they are to have is meant.
    package init(_ chosen: Set<Duty>, shown: Set<Duty>?) {
        given = chosen.subtracting(shown ?? [])
        taken = (shown ?? Set(Duty.allCases)).subtracting(chosen)
    }

    package func applied(to held: Set<Duty>) -> Set<Duty> { held.union(given).subtracting(taken) }
}

extension Refusal {
    package static let lastAdministrator = conflict(
        "LAST_ADMINISTRATOR",
        Words(
            "这是最后一位系统管理员，不能停用，也不能取消这项职责。请先让另一个有密码的人成为系统管理员。",
            "This is the last system administrator: they can be neither disabled nor lose the duty. Make somebody else with a password one first."
        )
    )

    package static let ownAdministrator = conflict(
        "OWN_ADMINISTRATOR",
        Words(
            "你正要取消自己的系统管理员职责，之后就不能再管理人员了。确定的话请再确认一次。",
            "You are about to give up your own duty of system administrator, and could not look after people any more. Confirm that you mean it."
        )
    )

    package static let ownAccount = conflict(
        "OWN_ACCOUNT",
        Words("不能停用自己的账号，请让另一位系统管理员操作。", "You cannot disable your own account. Ask another system administrator.")
    )
}
