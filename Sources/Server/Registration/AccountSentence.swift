import Domain

extension JournalEvent {
    /// What happened to accounts, as its recipient reads it; nil for every other event.
    func accountTitle(_ who: String?, _ count: Int) -> Words? {
        switch self {
        case .personRegistered:
            let name = who ?? "有人"
            return count == 1
                ? Words("\(name)通过你的链接注册了账号", "\(who ?? "Somebody") made an account by your link")
                : Words("\(count) 人通过你的链接注册了账号", "\(count) people made an account by your links")
        case .resetLinkMade:
            return Words(
                "\(who ?? "服务器管理员")生成了重设你的密码的链接，24 小时内有效",
                "\(who ?? "The server's administrator") made a link that sets a new password for you, for 24 hours"
            )
        case .passwordReset:
            return Words(
                "你的密码已用\(who ?? "服务器管理员")生成的链接重设，所有设备已退出，令牌已吊销",
                "Your password was reset by the link that \(who ?? "the server's administrator") made; all devices are signed out and all tokens revoked"
            )
        default: return nil
        }
    }

    /// The same as the second half of a sentence that begins with who did it.
    var accountActivity: Words {
        switch self {
        case .personRegistered(_, .some, _, _):
            Words("通过平台的邀请链接注册了账号", "made an account by an operator's link")
        case .personRegistered(_, _, .some, _):
            Words("通过小程序的邀请链接注册了账号", "made an account by a member's link")
        case .personRegistered: Words("注册了账号", "made an account")
        case .accountLinkMade(_, let uses, _):
            Words("生成了注册邀请链接，可用 \(uses) 次", "made an invitation link for accounts, uses: \(uses)")
        case .accountLinkRevoked: Words("停用了注册邀请链接", "revoked an invitation link for accounts")
        case .resetLinkMade: Words("生成了重设密码的链接", "made a link to reset a password")
        case .passwordReset: Words("用链接重设了密码", "reset a password by a link")
        default: Words("", "")
        }
    }
}
