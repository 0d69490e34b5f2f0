/// What the policy says, with the words for a person who may not.
package enum Decision: Equatable, Sendable {
    case allowed
    /// They may know of it; the words say who may do it.
    case refused(Words)
    /// They may not know that it exists: answered like something that does not.
    case hidden
}

/// Who may do what. Pure: the whole matrix of role, action and relation is printed into a golden file and reviewed there.
///
/// Source: DESIGN, "Who may": operators act by their role, and nobody reviews for a mini program that they belong to.
package struct Policy: Sendable {
    package static let standard = Policy()

    /// The one sentence of the table for an action: who is allowed.
    private enum Grant {
        case anyone
        case signedIn
        /// Signed in, and about oneself.
        case oneself
        /// Members of the mini program from this role upwards, and operators with one of the duties.
        case members(from: MemberRole, Set<Duty> = [])
        /// Members from `own` upwards towards those whom they invited themselves, from `all` upwards towards everybody.
        case inviters(own: MemberRole, all: MemberRole)
        case duties(Set<Duty>)
        /// Operators with one of the duties who do not belong to the mini program.
        case outsiders(Set<Duty>)
    }

    private static func grant(of action: Action) -> Grant {
        switch action {
        case .installationRead, .installationSetUp, .sessionStart, .personRegister, .passwordReset, .experienceOpen,
            .runtimeAsk, .runtimeReport, .feedbackFollow:
            .anyone
        case .sessionEnd, .appCreate, .appList, .joinRequest: .signedIn
        case .invitationAnswer, .messageRead, .messageManage, .profileRead, .profileEdit, .passwordChange, .tokenManage,
            .hostUserManage:
            .oneself
        case .sessionConfirm, .sessionManage, .factorManage: .oneself
        case .personRemoveFactor: .duties([.administrator])
        case .installationMetrics, .installationSettings, .personInvite, .personAdd, .personDisable, .personSetPassword,
            .journalRead,
            .runtimeKeyRotate:
            .duties([.administrator])
        case .personRead, .personChangeDuties, .personSignOut: .duties([.administrator])
        case .appView: .members(from: .experiencer, Set(Duty.allCases))
        case .versionView: .members(from: .experiencer, [.reviewer, .assessor, .administrator])
        case .appEdit, .appClose, .versionTakeOffline, .experienceManage, .releaseRules:
            .members(from: .administrator)
        case .versionUpload, .versionDelete, .versionSetExperience, .versionPreview, .versionSubmit, .versionWithdraw,
            .versionGray, .versionRelease, .versionRollBack, .versionDescribe, .runtimeExplain, .errorView:
            .members(from: .developer)
        case .insightsView: .members(from: .developer, [.reviewer, .assessor, .administrator])
        case .memberView: .members(from: .developer, [.administrator])
        case .memberLeave: .members(from: .experiencer)
        case .memberInviteExperiencer: .members(from: .developer)
        case .memberInviteDeveloper, .memberAdmit, .webhookManage: .members(from: .administrator)
        case .memberInviteAdministrator, .memberManageAdministrator, .memberHandOver: .members(from: .owner)
        case .memberManageExperiencer: .inviters(own: .developer, all: .owner)
        case .memberManageDeveloper: .inviters(own: .administrator, all: .owner)
        case .noticeWrite: .duties([.official, .administrator])
        case .versionReview: .outsiders([.reviewer])
        case .versionForceOffline: .outsiders([.reviewer, .administrator])
        case .reviewList, .reviewTemplates: .duties([.reviewer])
        case .feedbackList: .duties([.assessor])
        case .feedbackAssess: .outsiders([.assessor])
        case .feedbackView, .feedbackHandle: .members(from: .developer)
        }
    }

    /// Whether any of the caller's roles allows `action` towards something that stands to them in `relation`.
    package func decision(for roles: Set<Role>, _ action: Action, _ relation: Relation = .other) -> Decision {
        let grant = Self.grant(of: action)
        if case .outsiders = grant, roles.contains(where: \.isMember) { return .refused(Self.ownMiniProgram) }
        if roles.contains(where: { Self.allows($0, grant, relation) }) { return .allowed }
        switch grant {
        // Where no mini program is named, as on a page of all of them, there is none to hide.
        case .outsiders where relation == .itself: return .refused(Self.whoMay(grant))
        case .members, .inviters, .outsiders:
            let knowsOfIt = roles.contains { role in
                switch role {
                case .anonymous, .signedIn: false
                case .member, .operator: true
                }
            }
            return knowsOfIt ? .refused(Self.whoMay(grant)) : .hidden
        case .anyone, .signedIn, .oneself, .duties: return .refused(Self.whoMay(grant))
        }
    }

    private static func allows(_ role: Role, _ grant: Grant, _ relation: Relation) -> Bool {
        switch (grant, role) {
        case (.anyone, _): true
        case (.signedIn, let role): role != .anonymous
        case (.oneself, let role): role != .anonymous && relation == .itself
        case (.members(let least, _), .member(let role)): role >= least
        case (.inviters(let own, let all), .member(let role)):
            role >= (relation == .invitedByMe ? min(own, all) : all)
        case (.members(_, let duties), .operator(let duty)): duties.contains(duty)
        case (.duties(let duties), .operator(let duty)), (.outsiders(let duties), .operator(let duty)):
            duties.contains(duty)
        case (.members, _), (.inviters, _), (.duties, _), (.outsiders, _): false
        }
    }

    private static let ownMiniProgram = Words(
        "你是这个小程序的成员，请让其他平台人员处理。",
        "You belong to this mini program. Leave it to another operator."
    )

    private static func whoMay(_ grant: Grant) -> Words {
        switch grant {
        case .anyone: Words("所有人都可以。", "Anyone may.")
        case .signedIn: Words("请先登录。", "Please sign in first.")
        case .oneself: Words("只能由本人操作。", "Only the person themselves may do this.")
        case .members(let least, _):
            switch least {
            case .experiencer: Words("只有小程序成员可以操作。", "Only members of the mini program may do this.")
            case .developer:
                Words("需要开发成员以上的角色，请联系管理员调整你的角色。", "This needs the developer role. Ask an administrator.")
            case .administrator: Words("需要管理员，请联系小程序的管理员。", "This needs an administrator of the mini program.")
            case .owner: Words("只有所有者可以操作。", "Only the owner may do this.")
            }
        case .inviters(let own, _):
            Words(
                "只有所有者，或者邀请这位成员的\(own.words.zh)可以操作。",
                "Only the owner, or the \(own.words.en.lowercased()) who invited this member, may do this."
            )
        case .duties(let duties), .outsiders(let duties):
            Words(
                "需要平台人员：\(duties.map(\.words.zh).sorted().joined(separator: "、"))。",
                "This needs an operator: \(duties.map(\.words.en).sorted().joined(separator: ", "))."
            )
        }
    }
}
