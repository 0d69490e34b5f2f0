package import Domain
import Storage

/// Offers the mini program to another member, who has seven days to take it.
package struct OfferHandOver: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// To a member of whatever role: they know the mini program, and only they can be told of it without learning what is none
    /// of their business.
    ///
    /// - Parameters:
    ///   - typedName: the mini program's name, typed to confirm; nil only where a program asks, not a person.
    ///   - code: a fresh code of the owner's second factor, if they have one.
    /// - Throws: `INVALID` at `name` or `login`; a refusal at `factor_code`; `HAND_OVER_OPEN`.
    @discardableResult
    package func callAsFunction(
        to login: String,
        of app: AuthorisedApp,
        typedName: String?,
        code: FreshCode = .none
    ) async throws -> ID<HandOver> {
        try app.require(.memberHandOver)
        let owner = try app.person()
        if let typedName, PlainText.line(typedName) != app.name { throw Refusal.nameDiffers(app.name) }
        let id = platform.world.newID(HandOver.self)
        return try await platform.change(by: owner, proving: code) { change in
            try change.hold(app).require(.memberHandOver)
            guard let member = try MembershipQueries(change.db).standing(ofLogin: login, in: app.id),
                member.state == .valid, member.person != owner, !member.isDisabled
            else { throw Refusal.handOverToMember }
            if let open = try HandOverQueries(change.db).open(in: app.id) {
                guard open.expiresAt <= change.now, try change.expire(open) else { throw Refusal.handOverOpen }
            }
            let end = InvitationRules.expires(from: change.now)
            try HandOverWrites(db: change.db).add(
                id,
                of: app.id,
                from: owner,
                to: member.person,
                at: change.now,
                until: end
            )
            try change.record(.handOverOffered(handOver: id, person: member.person, expires: end), in: app.id)
            return id
        }
    }
}

extension Change {
    /// Writes down that nobody took it in time. False when it was not open any more.
    func expire(_ handOver: HandOverRow) throws -> Bool {
        guard try HandOverWrites(db: db).close(handOver.id, as: .timeout, at: now) else { return false }
        try record(.handOverExpired(handOver: handOver.id, from: handOver.from, person: handOver.to), in: handOver.app)
        return true
    }
}

extension Refusal {
    static func nameDiffers(_ name: String) -> Refusal {
        .invalid([
            FieldProblem(
                field: "name",
                words: Words(
                    "输入的名称与“\(name)”不一致，请完整输入小程序名称。",
                    "That is not “\(name)”. Type the mini program's whole name."
                )
            )
        ])
    }
}
