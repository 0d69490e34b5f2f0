/// Who asks: nobody known, or a person with their duties, by a session or by a token with scopes.
package struct Caller: Sendable, Equatable {
    package let person: ID<Person>?
    package let duties: Set<Duty>
    /// What a token is limited to; nil for a session, which is not limited.
    package let scopes: Set<Action>?
    /// Duties that do not count while their owner has no second factor, where the installation asks operators for one.
    package let withheld: Set<Duty>

    package static let anonymous = Caller(person: nil, duties: [], scopes: nil)

    package init(person: ID<Person>?, duties: Set<Duty>, scopes: Set<Action>?, withheld: Set<Duty> = []) {
        (self.person, self.duties, self.scopes, self.withheld) = (person, duties, scopes, withheld)
    }

    /// The caller's roles towards a mini program where they are `membership`, or in general when nil.
    package func roles(as membership: MemberRole? = nil) -> Set<Role> {
        guard person != nil else { return [.anonymous] }
        var roles: Set<Role> = [.signedIn]
        for duty in duties { roles.insert(.operator(duty)) }
        if let membership { roles.insert(.member(membership)) }
        return roles
    }

    /// The policy's decision, narrowed by the token's scopes.
    package func decision(
        _ action: Action,
        as membership: MemberRole? = nil,
        _ relation: Relation = .other
    ) -> Decision {
        let decision = Policy.standard.decision(for: roles(as: membership), action, relation)
        guard decision == .allowed, let scopes, !scopes.contains(action) else { return decision }
        // What everybody may, a token may too.
        if Policy.standard.decision(for: [.anonymous], action) == .allowed { return .allowed }
        return .refused(
            Words("这个令牌没有 \(action.rawValue) 权限，请用有此权限的令牌。", "This token lacks the scope \(action.rawValue).")
        )
    }

    /// Throws the refusal that fits when the decision is not to allow.
    package func require(
        _ action: Action,
        as membership: MemberRole? = nil,
        _ relation: Relation = .other
    ) throws(Refusal) {
        let decision = decision(action, as: membership, relation)
        if decision != .allowed, !withheld.isEmpty {
            let whole = Caller(person: person, duties: withheld, scopes: scopes)
            if whole.decision(action, as: membership, relation) == .allowed { throw .secondFactorRequired }
        }
        switch decision {
        case .allowed: return
        case .hidden: throw person == nil ? .signInRequired : .notFound
        case .refused(let words): throw person == nil ? .signInRequired : .forbidden(words)
        }
    }
}

extension Refusal {
    /// A duty that would allow it is withheld: the page that this leads to is the set-up.
    package static let secondFactorRequired = Refusal(
        code: "SECOND_FACTOR_REQUIRED",
        status: 403,
        words: Words(
            "平台人员要先开启两步验证：在“我的 → 安全”里设置好，就能继续。",
            "Operators need a second factor here. Set one up under Me → Security, then go on."
        )
    )
}
