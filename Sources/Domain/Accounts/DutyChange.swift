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
    ///   - hasOther: whether somebody else, not disabled, is system administrator.
    /// - Throws: `LAST_ADMINISTRATOR`, `OWN_ADMINISTRATOR`.
    package func check(isOwn: Bool, isSure: Bool, hasOther: Bool) throws(Refusal) {
        guard takesAdministrator else { return }
        if !hasOther { throw .lastAdministrator }
        if isOwn, !isSure { throw .ownAdministrator }
    }
}

extension Refusal {
    package static let lastAdministrator = conflict(
        "LAST_ADMINISTRATOR",
        Words(
            "这是最后一位系统管理员，不能停用，也不能取消这项职责。请先让另一个人成为系统管理员。",
            "This is the last system administrator: they can be neither disabled nor lose the duty. Make somebody else one first."
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
