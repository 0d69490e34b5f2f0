/// What holds for people who make their account themselves.
package enum RegistrationRules {
    /// Logins that nobody takes for themselves: they would be believed to speak for the platform. Operators may still give
    /// them, to a machine for example.
    package static let reserved: Set<String> = [
        "admin", "administrator", "root", "system", "sysadmin", "steward", "support", "help", "helpdesk", "service",
        "kefu", "guanli", "guanliyuan", "operator", "official", "guanfang", "security", "moderator", "reviewer",
        "assessor", "staff", "team", "info", "noreply", "no-reply", "postmaster", "webmaster", "hostmaster", "abuse",
        "anonymous", "everyone", "everybody", "all", "nobody", "someone", "unknown", "deleted", "null", "nil", "none",
        "undefined", "me", "self", "you", "user", "guest", "test", "api", "www", "new", "invite", "login", "sign-in",
    ]

    /// What was typed, as it will be kept. Throws every problem at once, each at its field.
    package static func check(name: String, login: String, password: String) throws(Refusal) -> (
        name: String, login: LoginName
    ) {
        var problems: [FieldProblem] = []
        var kept: (name: String?, login: LoginName?)
        do { kept.name = try PersonName.checked(name) } catch { problems += error.fields }
        do { kept.login = try self.login(login) } catch { problems += error.fields }
        do { try PasswordRule.check(password, login: LoginName.key(of: login)) } catch { problems += error.fields }
        guard problems.isEmpty, let name = kept.name, let login = kept.login else { throw .invalid(problems) }
        return (name, login)
    }

    private static func login(_ typed: String) throws(Refusal) -> LoginName {
        let login = try LoginName(typed)
        // `ad.min` and `admin_` are read as `admin`.
        let letters = String(decoding: login.key.utf8.filter { !"._-".utf8.contains($0) }, as: UTF8.self)
        guard !reserved.contains(login.key), !reserved.contains(letters) else {
            throw .invalid([
                FieldProblem(
                    field: "login",
                    words: Words("这个登录名保留给平台使用，请换一个。", "This login is kept for the platform. Choose another.")
                )
            ])
        }
        return login
    }
}
