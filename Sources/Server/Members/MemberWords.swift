import Domain

extension JournalEvent {
    /// What happened among the members, as the second half of a sentence that begins with who did it.
    var memberActivity: Words {
        switch self {
        case .memberAdded(_, let role), .joinApproved(_, _, let role):
            Words("添加了\(role.words.zh)", "added a member: \(role.words.en.lowercased())")
        case .memberInvited(_, let role, _, _): Words("邀请了\(role.words.zh)", "invited: \(role.words.en.lowercased())")
        case .invitationAccepted(_, let role, _, _), .memberJoined(_, let role, _, _):
            Words("加入成为\(role.words.zh)", "joined: \(role.words.en.lowercased())")
        case .invitationDeclined: Words("谢绝了邀请", "declined an invitation")
        case .invitationExpired: Words("发出的邀请过期了", "let an invitation expire")
        case .invitationWithdrawn: Words("撤回了邀请", "withdrew an invitation")
        case .memberRemoved(_, let role): Words("移除了\(role.words.zh)", "removed: \(role.words.en.lowercased())")
        case .memberLeft: Words("退出了小程序", "left")
        case .memberRoleChanged(_, let old, let new):
            Words(
                "把成员从\(old.words.zh)改为\(new.words.zh)",
                "made a member \(new.words.en.lowercased()), before: \(old.words.en.lowercased())"
            )
        case .memberNicknamed: Words("改了成员备注名", "changed a nickname")
        case .invitationLinkMade(_, let role, let uses, _):
            Words(
                "生成了邀请链接：\(role.words.zh)，可用 \(uses) 次",
                "made an invitation link: \(role.words.en.lowercased()), uses: \(uses)"
            )
        case .invitationLinkRevoked: Words("停用了邀请链接", "revoked an invitation link")
        case .joinRequested: Words("申请加入", "asked to join")
        case .joinDeclined: Words("拒绝了加入申请", "declined a request to join")
        case .handOverOffered: Words("发起了转让", "offered to hand the mini program over")
        case .handOverAccepted: Words("接受了转让，成为所有者", "took the mini program over")
        case .handOverDeclined: Words("谢绝了转让", "declined to take the mini program over")
        case .handOverWithdrawn: Words("撤回了转让", "withdrew the hand-over")
        case .handOverExpired: Words("发起的转让过期了", "let the hand-over expire")
        default: Words("", "")
        }
    }
}
