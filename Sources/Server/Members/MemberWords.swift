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

/// Words about roles that several pages say.
enum MemberWords {
    /// What an invitation begins with.
    static func invitation(by inviter: String, as role: MemberRole) -> Words {
        Words("\(inviter)邀请你成为\(role.words.zh)", "\(inviter) invites you: \(role.words.en.lowercased())")
    }

    /// What somebody may do in a role, in a few words.
    static func mayDo(_ role: MemberRole) -> Words {
        switch role {
        case .experiencer: Words("打开体验版，查看版本", "Opens the experience version, sees the versions")
        case .developer: Words("上传、提审、灰度、上架，邀请体验成员", "Uploads, submits, releases, invites experience members")
        case .administrator:
            Words("另外可以改基础信息、下架、邀请开发成员", "Also changes base information, takes offline, invites developers")
        case .owner: Words("管理所有人，任命管理员，转让小程序", "Manages everybody, names administrators, hands it over")
        }
    }

    /// What somebody gets who accepts, point by point.
    static func points(_ role: MemberRole) -> [Words] {
        let open = Words("打开体验版，查看版本和检查结果", "Open the experience version, see versions and inspections")
        let build = Words("上传版本、提交审核、灰度发布和上架", "Upload versions, submit them for review, release them")
        let manage = Words("修改基础信息，下架，管理自己邀请的成员", "Change base information, take offline, manage whom you invite")
        switch role {
        case .experiencer: return [open]
        case .developer: return [open, build]
        case .administrator: return [open, build, manage]
        case .owner: return [build, manage, Words("任命管理员，注销或转让小程序", "Name administrators, close it or hand it over")]
        }
    }
}
