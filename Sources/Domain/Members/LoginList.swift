/// Logins pasted in one go: one a line, or with commas, semicolons or spaces between them.
package enum LoginList {
    /// Each once, as typed, in order; capitals make no difference.
    ///
    /// - Throws: at the field `logins`: none, or more than 100.
    package static func logins(in text: String) throws(Refusal) -> [String] {
        var seen = Set<String>()
        let parts = text.unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || [",", ";", "，", "；", "、"].contains(scalar)
        }
        let logins = parts.map { PlainText.line(String($0)) }.filter {
            !$0.isEmpty && seen.insert(LoginName.key(of: $0)).inserted
        }
        let most = InvitationRules.mostLogins
        guard !logins.isEmpty else {
            throw .invalid([
                FieldProblem(field: "logins", words: Words("请填至少一个登录名。", "Name at least one login."))
            ])
        }
        guard logins.count <= most else {
            throw .invalid([
                FieldProblem(
                    field: "logins",
                    words: Words(
                        "一次最多 \(most) 个登录名，现在有 \(logins.count) 个。请分几次邀请。",
                        "At most \(most) logins at a time; these are \(logins.count). Invite them in several goes."
                    )
                )
            ])
        }
        return logins
    }
}
