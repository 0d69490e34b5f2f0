/// What stands in the way among the members, and what to do instead.
extension Refusal {
    package static let memberExists = Refusal.conflict(
        "MEMBER_EXISTS",
        Words("这个人已经是成员。要换角色，请在成员页里修改。", "This person is a member already. Change their role on their page instead.")
    )

    package static let invitationOpen = Refusal.conflict(
        "INVITATION_OPEN",
        Words(
            "已经邀请过，正在等对方确认。要换角色，请先撤回。",
            "Invited already, and they have not answered yet. To invite them to another role, withdraw it first."
        )
    )

    package static let memberRefused = Refusal.conflict(
        "MEMBER_REFUSED",
        Words(
            "对方谢绝过邀请。请先从列表里移除这条记录，再重新邀请。",
            "They declined an invitation. Remove that entry from the list first, then invite them again."
        )
    )

    package static let administratorNotLess = Refusal.conflict(
        "ADMINISTRATOR_CAN_NOT_BE_INVITED",
        Words(
            "对方是管理员或所有者，不能再邀请为更低的角色。要调整，请所有者修改角色。",
            "They are an administrator or the owner and cannot be invited as something less. The owner may change their role."
        )
    )

    package static let noOpenInvitation = Refusal.conflict(
        "INVITATION_OVER",
        Words("没有等待确认的邀请。", "There is no open invitation.")
    )

    package static let joinRequestOpen = Refusal.conflict(
        "JOIN_REQUEST_OPEN",
        Words(
            "对方已经申请加入，请管理员直接处理这个申请。",
            "They have asked to join. An administrator decides on that request instead."
        )
    )

    package static let notInvitedToOwn = Refusal.invalid([
        FieldProblem(
            field: "role",
            words: Words("所有者只能通过转让更换。", "Nobody is made the owner but by handing the mini program over.")
        )
    ])

    package static let ownerStays = Refusal.conflict(
        "OWNER_MUST_HAND_OVER",
        Words("你是所有者，请先把小程序转让给另一位成员。", "You are the owner. Hand the mini program over to another member first.")
    )

    package static let ownerIsFixed = Refusal.conflict(
        "OWNER_IS_FIXED",
        Words(
            "所有者不能被移除，也不能改角色，只能转让小程序。",
            "The owner is neither removed nor changed, but by handing the mini program over."
        )
    )

    package static let linkOver = Refusal(
        code: "INVITATION_LINK_OVER",
        status: 410,
        words: Words(
            "这个邀请链接已失效：用完、过期或被停用了。请向邀请人要一个新的。",
            "This link no longer works: used up, expired or revoked. Ask for a new one."
        )
    )

    package static let invitationWaits = Refusal.conflict(
        "INVITATION_WAITS",
        Words("你已经收到邀请，请直接答复它。", "You have an invitation already. Answer that one.")
    )

    package static let alreadyAsked = Refusal.conflict(
        "ALREADY_ASKED",
        Words("你已经申请过，正在等管理员处理。", "You have asked already. An administrator will decide.")
    )

    package static let askLater = Refusal.conflict(
        "ASK_LATER",
        Words("管理员刚刚拒绝过你的申请，一天后可以再申请。", "Your request was declined. You may ask again after a day.")
    )

    package static let tooManyRequests = Refusal.conflict(
        "TOO_MANY_JOIN_REQUESTS",
        Words("等待处理的申请太多了，请直接联系管理员。", "Too many requests are waiting. Please write to an administrator.")
    )

    package static let tooManyLinks = Refusal.conflict(
        "TOO_MANY_LINKS",
        Words(
            "同时最多 \(InvitationRules.mostLinks) 个有效链接，请先停用一个。",
            "\(InvitationRules.mostLinks) links may work at the same time. Revoke one first."
        )
    )

    package static let handOverOpen = Refusal.conflict(
        "HAND_OVER_OPEN",
        Words("已经有一个转让在等对方确认，请先撤回。", "A hand-over waits for its answer already. Withdraw it first.")
    )

    package static let handOverToMember = Refusal.invalid([
        FieldProblem(
            field: "login",
            words: Words("只能转让给已加入的其他成员。", "It can be handed over to another member only, one who has joined.")
        )
    ])

    package static let handOverVoid = Refusal.conflict(
        "HAND_OVER_VOID",
        Words(
            "发起转让的人已经不是所有者，或你已不是成员，这次转让无效。",
            "Whoever offered it no longer owns it, or you are no member any more. It is void."
        )
    )

    package static func quotaReached(_ role: MemberRole, _ places: Int) -> Refusal {
        let zh = "\(role.words.zh)最多 \(places) 名（含待确认的邀请），已经满了。请先移除不再需要的成员。"
        let en =
            "At most \(places) with the role “\(role.words.en)”, open invitations included. Remove one who is no longer needed first."
        return .conflict("MEMBER_QUOTA_REACHED", Words(zh, en))
    }

    package static func invitationsUsedUp(_ most: Int) -> Refusal {
        .conflict(
            "INVITATIONS_USED_UP",
            Words(
                "24 小时内最多发出 \(most) 个邀请，请明天再试，或用邀请链接。",
                "\(most) invitations within 24 hours. Try again tomorrow, or use an invitation link."
            )
        )
    }

    /// It was answered before, perhaps on another device: says with what.
    package static func alreadyAnswered(_ state: AnswerState) -> Refusal {
        let words =
            switch state {
            case .accepted: Words("已经接受过了，不用再操作。", "It was accepted already. There is nothing left to do.")
            case .declined: Words("已经谢绝过了，不能再改。", "It was declined already. That cannot be changed any more.")
            case .withdrawn: Words("对方已经撤回了。", "It was withdrawn.")
            case .timeout, .open:
                Words(
                    "已经过期了：\(InvitationRules.days) 天内没有答复。可以请对方再发一次。",
                    "It expired: no answer within \(InvitationRules.days) days. Ask for a new one."
                )
            }
        return .conflict("ALREADY_\(state == .open ? AnswerState.timeout.rawValue : state.rawValue)", words)
    }
}
