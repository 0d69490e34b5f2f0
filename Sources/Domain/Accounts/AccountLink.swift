/// How far an operator's invitation link is at a moment.
///
/// Only the use, the end and the time are stored; the rest follows. What was ended says so even after its time.
package enum AccountLinkState: String, CaseIterable, Sendable, Codable {
    case open
    /// Everybody whom it was for is in.
    case usedUp = "used_up"
    case revoked
    case expired
    /// Whoever made it is no system administrator any more, or is shut out.
    case orphaned

    package init(used: Int, of uses: Int, expires: Instant, ended: Instant?, isMakerInCharge: Bool, at now: Instant) {
        self =
            if ended != nil {
                .revoked
            } else if !isMakerInCharge {
                .orphaned
            } else if used >= uses {
                .usedUp
            } else if expires <= now {
                .expired
            } else {
                .open
            }
    }

    /// Why it lets nobody in, and what to do instead; nil while it does.
    package var refusal: Refusal? {
        func over(_ code: String, _ zh: String, _ en: String) -> Refusal {
            Refusal(
                code: code,
                status: 410,
                words: Words("\(zh)请向给你链接的人要一个新的。", "\(en) Ask for a new one where you got it.")
            )
        }
        return switch self {
        case .open: nil
        case .usedUp: over("LINK_USED_UP", "这个邀请链接的名额用完了。", "Every place of this link is taken.")
        case .revoked: over("LINK_REVOKED", "这个邀请链接已被停用。", "This link was revoked.")
        case .expired: over("LINK_EXPIRED", "这个邀请链接已过期。", "This link has expired.")
        case .orphaned:
            over(
                "LINK_REVOKED",
                "这个邀请链接已失效：生成它的人不再是系统管理员。",
                "This link no longer works: whoever made it is no administrator any more."
            )
        }
    }

    package var words: Words {
        switch self {
        case .open: Words("有效", "Works")
        case .usedUp: Words("已用完", "Used up")
        case .revoked: Words("已停用", "Revoked")
        case .expired: Words("已过期", "Expired")
        case .orphaned: Words("已失效", "Void")
        }
    }
}

/// What an operator may ask of a link.
package enum AccountLinkRules {
    package static let uses = 1...200
    package static let hours = 1...(30 * 24)
    package static let noteLength = 60
    /// Links that work at the same time: more than anybody can look after.
    package static let most = 50

    /// Throws what is wrong, each at its field.
    package static func check(uses: Int?, hours: Int?, note: String) throws(Refusal) -> (
        uses: Int, hours: Int, note: String
    ) {
        var problems: [FieldProblem] = []
        func problem(_ field: String, _ zh: String, _ en: String) {
            problems.append(FieldProblem(field: field, words: Words(zh, en)))
        }
        let note = PlainText.line(note)
        if TextLength.weighted(note) > noteLength {
            problem(
                "note",
                "用途最多 \(noteLength) 个字符，一个汉字算 2 个。",
                "At most \(noteLength) characters; a Chinese one counts 2."
            )
        }
        if !(uses.map(Self.uses.contains) ?? false) {
            problem(
                "uses",
                "可用次数填 \(Self.uses.lowerBound) 到 \(Self.uses.upperBound)。",
                "Uses: \(Self.uses.lowerBound) to \(Self.uses.upperBound)."
            )
        }
        if !(hours.map(Self.hours.contains) ?? false) {
            problem("hours", "有效期是 1 小时到 30 天。", "A link lasts for 1 hour to 30 days.")
        }
        guard problems.isEmpty, let uses, let hours else { throw .invalid(problems) }
        return (uses, hours, note)
    }
}
