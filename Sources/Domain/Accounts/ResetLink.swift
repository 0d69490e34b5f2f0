/// How far a link is by which somebody sets a new password.
///
/// Signing in with the old password does not cancel it: whoever stole that password could otherwise keep its owner out for
/// ever. A new password does, and so does shutting the person out.
package enum ResetLinkState: String, CaseIterable, Sendable, Codable {
    case open = "OPEN"
    case used = "USED"
    /// An operator made a newer one.
    case replaced = "REPLACED"
    /// The person has another password since, or was shut out.
    case cancelled = "CANCELLED"
    /// Never stored: it is what an open one has become.
    case expired = "EXPIRED"

    /// What is stored, seen at a moment.
    package func at(_ now: Instant, expires: Instant) -> ResetLinkState {
        self == .open && expires <= now ? .expired : self
    }

    package static let hours: Int64 = 24

    package static func expires(from now: Instant) -> Instant { now.adding(seconds: hours * 3600) }

    /// Why it sets no password, and what to do instead; nil while it does.
    package var refusal: Refusal? {
        func over(_ code: String, _ zh: String, _ en: String) -> Refusal {
            Refusal(code: code, status: 410, words: Words(zh, en))
        }
        return switch self {
        case .open: nil
        case .used:
            over(
                "RESET_LINK_USED",
                "这个链接已经用过了。请用新密码登录；不是你操作的，请马上联系系统管理员。",
                "This link was used already. Sign in with the new password. If it was not you, tell an administrator at once."
            )
        case .replaced:
            over(
                "RESET_LINK_REPLACED",
                "系统管理员后来又生成了一个新链接，请用最新的那个。",
                "An administrator has made a newer link since. Use that one."
            )
        case .cancelled:
            over(
                "RESET_LINK_CANCELLED",
                "这个链接已作废：密码在这之后改过，账号已停用，或者生成它的人不再是系统管理员。还需要的话，请系统管理员再生成一个。",
                "This link is void: the password was changed since, the account is disabled, or its maker may not make such links any more. An administrator can make another."
            )
        case .expired:
            over(
                "RESET_LINK_EXPIRED",
                "这个链接已过期，只在 \(Self.hours) 小时内有效。请系统管理员再生成一个。",
                "This link has expired: it works for \(Self.hours) hours. An administrator can make another."
            )
        }
    }
}
