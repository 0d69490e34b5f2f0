import Domain

extension JournalEvent {
    /// What happened among the members, as its recipient reads it.
    func memberTitle(_ who: Words, _ count: Int) -> Words {
        func one(_ one: Words, _ many: Words) -> Words { count == 1 ? one : many }
        switch self {
        case .memberAdded(_, let role):
            return Words("\(who.zh)添加你为\(role.words.zh)", "\(who.en) made you \(role.withArticle)")
        case .memberInvited(_, let role, _, _):
            return Words("\(who.zh)邀请你成为\(role.words.zh)", "\(who.en) invites you to be \(role.withArticle)")
        case .invitationAccepted(_, let role, _, _):
            return one(
                Words("\(who.zh)接受了邀请，成为\(role.words.zh)", "\(who.en) accepted and is \(role.withArticle) now"),
                Words("\(count) 人接受了邀请", "\(count) people accepted your invitations")
            )
        case .invitationDeclined:
            return one(
                Words("\(who.zh)谢绝了邀请", "\(who.en) declined your invitation"),
                Words("\(count) 人谢绝了邀请", "\(count) people declined your invitations")
            )
        case .invitationExpired:
            return one(
                Words("给\(who.zh)的邀请过期了", "Your invitation to \(who.en) expired"),
                Words("\(count) 个邀请过期了", "\(count) of your invitations expired")
            )
        case .memberRemoved: return Words("你已被移出成员", "You are no member any more")
        case .memberLeft(_, let role):
            return Words("\(who.zh)退出了，此前是\(role.words.zh)", "\(who.en) left, before: \(role.words.en.lowercased())")
        case .memberRoleChanged(_, _, let role):
            return Words("你的角色改为\(role.words.zh)", "You are \(role.withArticle) now")
        case .memberJoined(_, let role, _, _):
            return one(
                Words("\(who.zh)通过邀请链接加入，成为\(role.words.zh)", "\(who.en) joined by your link as \(role.withArticle)"),
                Words("\(count) 人通过邀请链接加入", "\(count) people joined by your links")
            )
        case .joinRequested: return Words("\(who.zh)申请加入", "\(who.en) asks to join")
        case .joinApproved(_, _, let role):
            return Words("你的申请通过了，已成为\(role.words.zh)", "You were let in as \(role.withArticle)")
        case .joinDeclined: return Words("你的加入申请没有通过", "Your request to join was declined")
        case .handOverOffered:
            return Words("\(who.zh)想把小程序转让给你", "\(who.en) wants to hand the mini program over to you")
        case .handOverAccepted: return Words("\(who.zh)接受了转让，成为所有者", "\(who.en) took over and is the owner now")
        case .handOverDeclined: return Words("\(who.zh)谢绝了转让", "\(who.en) declined to take over")
        case .handOverExpired:
            return Words("给\(who.zh)的转让过期了，没有答复", "The hand-over to \(who.en) expired without an answer")
        default: return activity
        }
    }
}

extension MemberRole {
    /// `an administrator`.
    fileprivate var withArticle: String {
        switch self {
        case .owner: "the owner"
        case .administrator: "an administrator"
        case .developer: "a developer"
        case .experiencer: "an experience member"
        }
    }
}
