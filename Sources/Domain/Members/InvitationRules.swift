/// The limits of invitations, links, requests and hand-overs.
package enum InvitationRules {
    /// Source: DESIGN, "Invitations expire after 7 days". Hand-overs alike.
    package static let days = 7
    /// After how long somebody who was turned down may ask again.
    package static let askAgainSeconds: Int64 = 86_400
    /// Requests that wait in one mini program: a code that went round the world must not bury those that matter.
    package static let mostRequests = 100
    /// Links of one mini program that work at the same time.
    package static let mostLinks = 20
    package static let linkUses = 1...200
    package static let linkHours = 1...(30 * 24)
    /// Logins in one pasted list.
    package static let mostLogins = 100
    package static let nicknameLength = 40
    package static let noteLength = 200

    package static func expires(from now: Instant) -> Instant { now.adding(seconds: Int64(days) * 86_400) }

    /// Roles that a link or a request can lead to: whoever gets more is invited by name.
    package static let openRoles: [MemberRole] = [.experiencer, .developer]

    /// What somebody must be allowed to invite to a role; nobody is invited to own.
    package static func action(inviting role: MemberRole) -> Action? {
        switch role {
        case .experiencer: .memberInviteExperiencer
        case .developer: .memberInviteDeveloper
        case .administrator: .memberInviteAdministrator
        case .owner: nil
        }
    }

    /// What somebody must be allowed to change or remove a member of a role; the owner is only changed by handing over.
    package static func action(managing role: MemberRole) -> Action? {
        switch role {
        case .experiencer: .memberManageExperiencer
        case .developer: .memberManageDeveloper
        case .administrator: .memberManageAdministrator
        case .owner: nil
        }
    }

    /// A nickname as kept; empty takes it away.
    package static func nickname(_ typed: String) throws(Refusal) -> String {
        let text = PlainText.line(typed)
        guard TextLength.weighted(text) <= nicknameLength else {
            throw .invalid([
                FieldProblem(
                    field: "nickname",
                    words: Words(
                        "备注名最多 \(nicknameLength) 个字符，一个汉字算 2 个。",
                        "A nickname has \(nicknameLength) characters at most; a Chinese one counts 2."
                    )
                )
            ])
        }
        return text
    }

    /// What somebody writes when they ask to join.
    package static func note(_ typed: String) throws(Refusal) -> String {
        let text = PlainText.line(typed)
        guard TextLength.weighted(text) <= noteLength else {
            throw .invalid([
                FieldProblem(
                    field: "note",
                    words: Words(
                        "说明最多 \(noteLength) 个字符，一个汉字算 2 个。",
                        "A note has \(noteLength) characters at most; a Chinese one counts 2."
                    )
                )
            ])
        }
        return text
    }

    /// Throws what is wrong with a link that somebody wants to make, each at its field.
    package static func checkLink(_ role: MemberRole, uses: Int?, hours: Int?) throws(Refusal) -> (
        uses: Int, hours: Int
    ) {
        var problems: [FieldProblem] = []
        if !openRoles.contains(role) {
            problems.append(
                FieldProblem(
                    field: "role",
                    words: Words("链接只能邀请开发成员或体验成员。", "A link invites developers or experience members.")
                )
            )
        }
        if !(uses.map(linkUses.contains) ?? false) {
            problems.append(
                FieldProblem(
                    field: "uses",
                    words: Words(
                        "可用次数填 \(linkUses.lowerBound) 到 \(linkUses.upperBound)。",
                        "Uses: \(linkUses.lowerBound) to \(linkUses.upperBound)."
                    )
                )
            )
        }
        if !(hours.map(linkHours.contains) ?? false) {
            problems.append(
                FieldProblem(
                    field: "hours",
                    words: Words("有效期是 1 小时到 30 天。", "A link lasts for 1 hour to 30 days.")
                )
            )
        }
        guard problems.isEmpty, let uses, let hours else { throw .invalid(problems) }
        return (uses, hours)
    }
}

extension InvitationRules {
    /// The roles that a member of `role` may invite to; none for somebody who is no member any more.
    package static func roles(invitedBy role: MemberRole?) -> [MemberRole] {
        guard let role else { return [] }
        return MemberRole.allCases.filter { wanted in
            action(inviting: wanted).map {
                Policy.standard.decision(for: [.signedIn, .member(role)], $0) == .allowed
            } ?? false
        }
    }
}
