package import Domain
import Storage

/// Makes an access token for the command line, for build machines and for programs.
package struct MakeToken: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Tokens that a person may have at once.
    static let most = 50
    /// How many days a token may last.
    package static let days = 1...366

    /// What is handed out: `secret` is shown once and never again.
    package struct Made: Sendable {
        package let id: ID<APIToken>
        package let secret: String
        package let expiresAt: Instant
    }

    /// - Parameters:
    ///   - scopes: what it may do, within what its owner may. A token that makes a token passes on its own scopes at most.
    ///   - caller: who asks; nil for a command on the data.
    ///   - code: a fresh code of the caller's second factor, if they have one.
    /// - Throws: a refusal at `name`, `scopes`, `days` or `factor_code`; `TOO_MANY_TOKENS`.
    package func callAsFunction(
        for person: ID<Person>,
        name: String,
        scopes: Set<Action>,
        days: Int,
        by caller: Caller? = nil,
        code: FreshCode = .none
    ) async throws -> Made {
        try caller?.require(.tokenManage, as: nil, caller?.person == person ? .itself : .other)
        let name = try Self.check(name: name, scopes: scopes, days: days)
        if let own = caller?.scopes, !scopes.isSubset(of: own) { throw Refusal.scopesExceeded }
        let secret = Secret(prefix: "stw_", world: platform.world)
        let now = platform.world.now()
        let end = now.adding(seconds: Int64(days) * 86_400)
        let token = TokenQueries.Token(
            id: platform.world.newID(),
            name: name,
            scopes: scopes,
            createdAt: now,
            expiresAt: end,
            lastUsedAt: nil
        )
        try await platform.change(by: caller?.person, proving: code) { change in
            guard try TokenQueries(change.db).count(of: person) < Self.most else { throw Refusal.tooManyTokens }
            try TokenWrites(db: change.db).add(token, of: person, hash: Secret.hash(secret.text))
            let listed = scopes.sorted { $0.rawValue < $1.rawValue }
            try change.record(.tokenMade(person: person, token: token.id, scopes: listed))
        }
        return Made(id: token.id, secret: secret.text, expiresAt: end)
    }

    /// The scopes of all groups that a person with these duties can use.
    package static func allScopes(duties: Set<Duty>) -> Set<Action> {
        ScopeGroup.allCases.filter { $0 != .operator || !duties.isEmpty }
            .reduce(into: Set<Action>()) { $0.formUnion($1.actions) }
    }

    private static func check(name: String, scopes: Set<Action>, days: Int) throws -> String {
        var problems: [FieldProblem] = []
        let name = PlainText.line(name)
        if !(1...60).contains(TextLength.weighted(name)) {
            problems.append(
                FieldProblem(
                    field: "name",
                    words: Words("说明用在哪里，60 个字符以内。", "Say where it is used, in 60 characters at most.")
                )
            )
        }
        let grantable = ScopeGroup.allCases.reduce(into: Set<Action>()) { $0.formUnion($1.actions) }
        if scopes.isEmpty || !scopes.isSubset(of: grantable) {
            problems.append(
                FieldProblem(field: "scopes", words: Words("至少选一项权限。", "Choose at least one permission."))
            )
        }
        if !Self.days.contains(days) {
            problems.append(
                FieldProblem(field: "days", words: Words("有效期是 1 到 366 天。", "It lasts between 1 and 366 days."))
            )
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return name
    }
}

/// Takes a token away: the next request with it is refused.
struct RevokeToken: Sendable {
    let platform: Platform

    /// Throws `NOT_FOUND` where the person has no such token.
    func callAsFunction(_ token: ID<APIToken>, of person: ID<Person>, by caller: Caller) async throws {
        try caller.require(.tokenManage, as: nil, caller.person == person ? .itself : .other)
        try await platform.change(by: caller.person) { change in
            guard try TokenWrites(db: change.db).revoke(token, of: person, at: change.now) else {
                throw Refusal.notFound
            }
            try change.record(.tokenRevoked(token: token))
        }
    }
}

extension Refusal {
    static let tooManyTokens = conflict(
        "TOO_MANY_TOKENS",
        Words(
            "最多 \(MakeToken.most) 个令牌，请先吊销不用的。",
            "You have \(MakeToken.most) tokens, the most there can be. Revoke some."
        )
    )

    static let scopesExceeded = Refusal(
        code: "SCOPES_EXCEEDED",
        status: 403,
        words: Words("令牌不能给出自己没有的权限。", "A token cannot hand out permissions that it lacks."),
        fields: [
            FieldProblem(field: "scopes", words: Words("超出了这个令牌自己的权限。", "More than this token may do itself."))
        ]
    )
}
