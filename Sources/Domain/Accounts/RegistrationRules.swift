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

    private static let looks = Set(reserved.map(Lookalikes.read))

    /// What was typed, as it will be kept. Throws every problem at once, each at its field.
    package static func check(name: String, login: String, password: String) throws(Refusal) -> (
        name: String, login: LoginName
    ) {
        var problems: [FieldProblem] = []
        var kept: (name: String?, login: LoginName?)
        do { kept.name = try self.name(name) } catch { problems += error.fields }
        do { kept.login = try self.login(login) } catch { problems += error.fields }
        do { try PasswordRule.check(password, login: LoginName.key(of: login)) } catch { problems += error.fields }
        guard problems.isEmpty, let name = kept.name, let login = kept.login else { throw .invalid(problems) }
        return (name, login)
    }

    /// A name that somebody without a duty gives themselves. Throws the refusal that stands at `name`.
    package static func name(_ typed: String) throws(Refusal) -> String {
        let name = try PersonName.checked(typed)
        guard !PlatformNames.include(name) else {
            throw .invalid([
                FieldProblem(
                    field: "name",
                    words: Words(
                        "这个称呼像是平台在说话，只有平台人员能用。请用你自己的名字。",
                        "This name would be taken for the platform's. Only operators may use it: take your own name."
                    )
                )
            ])
        }
        return name
    }

    private static func login(_ typed: String) throws(Refusal) -> LoginName {
        let login = try LoginName(new: typed)
        // `ad.min`, `admin_` and `adm1n` are read as `admin`.
        guard !looks.contains(Lookalikes.read(login.key)) else {
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
