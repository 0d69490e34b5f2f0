import Domain

/// What the caller may do to one member, and why not: pages and the JSON API say the same.
struct MemberRights: Sendable {
    let canManage: Bool
    /// Why not; empty where they may.
    let reason: Words?
    /// Roles that they may give this member.
    let roles: [MemberRole]
    let isSelf: Bool

    init(_ row: MemberRow, _ app: AuthorisedApp) {
        let relation = row.relation(to: app.caller.person)
        isSelf = relation == .itself
        guard let action = InvitationRules.action(managing: row.role) else {
            (canManage, reason, roles) = (false, Refusal.ownerIsFixed.words, [])
            return
        }
        let decision = app.caller.decision(action, as: app.role, relation)
        canManage = decision == .allowed && !isSelf
        if isSelf {
            reason = Words("自己的角色由所有者或邀请人调整，你可以退出。", "The owner or who invited you changes your role; you may leave.")
        } else if case .refused(let words) = decision {
            reason = words
        } else {
            reason = nil
        }
        roles =
            canManage && row.state == .valid
            ? [.administrator, .developer, .experiencer].filter { role in
                InvitationRules.action(managing: role).map { app.allows($0, relation) } ?? false
            } : []
    }
}

extension AuthorisedApp {
    /// The roles that the caller may invite to, the greatest first.
    var invitableRoles: [MemberRole] {
        [.administrator, .developer, .experiencer].filter { role in
            InvitationRules.action(inviting: role).map { allows($0) } ?? false
        }
    }
}
