import Domain

/// The pages that ask once more before somebody goes.
enum RemovalPages {
    static func removal(of row: MemberRow, from app: AuthorisedApp, _ language: Language) -> ConfirmationPage {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let path = Paths.member(row.login, of: app.id)
        let rights = MemberRights(row, app)
        if !rights.canManage {
            return page(
                heading: say("不能移除\(row.name)", "\(row.name) cannot be removed"),
                lead: rights.reason?[language] ?? "",
                points: [],
                action: path,
                button: "",
                keep: say("返回", "Back"),
                back: path,
                isRefused: true
            )
        }
        switch row.state {
        case .valid:
            return page(
                heading: say("移除\(row.name)？", "Remove \(row.name)?"),
                lead: say("\(row.login) · \(row.role.words.zh)", "\(row.login) · \(row.role.words.en)"),
                points: [
                    (
                        say(
                            "立即不能再打开这个小程序的页面和体验版",
                            "At once they can open neither its pages nor its experience version"
                        ), true
                    ),
                    (say("他们的访问令牌对这个小程序失效", "Their access tokens stop working for it"), true),
                    (say("他们发出的邀请和邀请链接一并失效", "Their open invitations and links end as well"), true),
                    (say("他们做过的操作和上传的版本都保留", "What they did and uploaded stays"), false),
                ],
                action: "\(path)/remove",
                button: say("移除", "Remove"),
                keep: say("保留", "Keep them"),
                back: path
            )
        case .unconfirmed:
            return page(
                heading: say("撤回给\(row.name)的邀请？", "Withdraw the invitation of \(row.name)?"),
                lead: row.login,
                points: [(say("对方打开邀请时会看到“已撤回”", "Whoever opens it is told that it was withdrawn"), false)],
                action: "\(path)/remove",
                button: say("撤回邀请", "Withdraw"),
                keep: say("保留", "Keep it"),
                back: path
            )
        case .refused, .timeout:
            return page(
                heading: say("移除\(row.name)的记录？", "Remove the entry of \(row.name)?"),
                lead: row.login,
                points: [(say("移除后可以重新邀请", "They can be invited again afterwards"), false)],
                action: "\(path)/remove",
                button: say("移除记录", "Remove the entry"),
                keep: say("保留", "Keep it"),
                back: path
            )
        }
    }

    static func leaving(_ app: AuthorisedApp, _ language: Language) -> ConfirmationPage {
        func say(_ zh: String, _ en: String) -> String { Words(zh, en)[language] }
        let back = app.allows(.memberView) ? Paths.members(app.id) : Paths.app(app.id)
        if app.role == .owner {
            var refused = page(
                heading: say("所有者不能直接退出", "The owner cannot simply leave"),
                lead: Refusal.ownerStays.words[language],
                points: [],
                action: back,
                button: "",
                keep: say("返回", "Back"),
                back: back,
                isRefused: true
            )
            refused.ways = [
                ConfirmationPage.Way(name: say("转让小程序", "Hand it over"), path: Paths.handOver(app.id), kind: "")
            ]
            return refused
        }
        return page(
            heading: say("退出\(app.name)？", "Leave \(app.name)?"),
            lead: say("你现在是\(app.role?.words.zh ?? "")", "You are: \(app.role?.words.en.lowercased() ?? "")"),
            points: [
                (say("立即不能再打开它的页面和体验版", "At once you can open neither its pages nor its experience version"), true),
                (say("你发出的邀请和邀请链接一并失效", "Your open invitations and links end as well"), true),
                (say("要回来，需要重新被邀请", "To come back you must be invited again"), false),
            ],
            action: Paths.leave(app.id),
            button: say("退出", "Leave"),
            keep: say("留下", "Stay"),
            back: back
        )
    }

    private static func page(
        heading: String,
        lead: String,
        points: [(text: String, isBad: Bool)],
        action: String,
        button: String,
        keep: String,
        back: String,
        isRefused: Bool = false
    ) -> ConfirmationPage {
        ConfirmationPage(
            icon: isRefused ? "lock" : "logout",
            kind: isRefused ? "still" : "bad",
            heading: heading,
            lead: lead,
            points: points.map { .init(icon: $0.isBad ? "close" : "check", text: $0.text, isBad: $0.isBad) },
            picture: nil,
            action: action,
            share: "",
            hasShare: false,
            seen: "",
            hasSeen: false,
            button: button,
            buttonKind: "danger solid",
            keep: keep,
            back: back,
            hasTyping: false,
            typingLabel: "",
            expected: "",
            isNumber: false,
            typed: "",
            problem: "",
            hasProblem: false,
            isRefused: isRefused,
            ways: []
        )
    }
}
