package import Domain
import Storage

/// Makes an account for whoever asks, by a link or where anybody may: the account, the place in the mini program, the use of
/// the link and the session come into being together or not at all.
package struct Register: Sendable {
    package struct Done: Sendable {
        package let person: ID<Person>
        /// What the session's cookie is to hold.
        package let secret: String
        /// What its device cookie is to hold besides.
        package let device: String?
        /// The mini program that they are a member of now.
        package let app: ID<MiniProgram>?
    }

    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Parameters:
    ///   - devices: the hashes of what the browser's device cookie holds.
    ///   - old: the session that the browser had before, which ends.
    /// - Throws: `INVALID` at `name`, `login`, `password`; `LOGIN_TAKEN`; what the link or the setting says;
    ///   `MEMBER_QUOTA_REACHED`; `TOO_MANY_REQUESTS`.
    package func callAsFunction(
        _ way: RegistrationWay,
        name: String,
        login: String,
        password: String,
        from origin: SignInOrigin,
        on devices: [String] = [],
        replacing old: ID<Session>? = nil
    ) async throws -> Done {
        // Whoever has no way in learns nothing, least of all which logins there are.
        let start = platform.world.now()
        if let refusal = try await platform.gate(way, from: origin.address, at: start).refusal { throw refusal }
        let typed = try RegistrationRules.check(name: name, login: login, password: password)
        // Whether a login is taken must be said to who chooses it; how often is counted by address.
        try platform.limiter.take(.registrations, from: origin.address, at: start)
        let new = NewPerson(
            id: platform.world.newID(),
            login: typed.login,
            name: typed.name,
            hash: try await platform.passwords.hash(password),
            duties: [],
            isDemo: false
        )
        let fresh = FreshSession(platform.world)
        return try await platform.change(by: new.id) { change in
            let app = try change.register(new, way)
            let session = try change.open(fresh, of: new.id, from: origin, on: devices, replacing: old)
            return Done(person: new.id, secret: session.secret, device: session.device, app: app)
        }
    }
}

extension Change {
    /// Gives the mini program that they are in now. What the link gives is looked at again with its row held.
    fileprivate func register(_ new: NewPerson, _ way: RegistrationWay) throws -> ID<MiniProgram>? {
        if case .memberLink(let code) = way { try holdApp(ofLink: code) }
        let gate = try RegistrationGate(way, at: now, db)
        if let refusal = gate.refusal { throw refusal }
        try new.insert(self)
        let links = AccountLinkWrites(db: db)
        func arrived(_ link: ID<AccountLink>?, _ memberLink: ID<InvitationLink>?, by inviter: ID<Person>?) throws {
            try links.arrived(new.id, by: link, or: memberLink, at: now)
            try record(
                .personRegistered(person: new.id, accountLink: link, memberLink: memberLink, invitedBy: inviter)
            )
        }
        switch gate.leads {
        case .nowhere:
            try arrived(nil, nil, by: nil)
            return nil
        case .byAccountLink(let link):
            // Of two who take the last place, the second waits here and then finds none.
            guard try links.use(link.id, at: now) else {
                let state = try AccountLinkQueries(db).link(link.id)?.state(at: now)
                throw state?.refusal ?? Refusal.linkUnknown
            }
            try arrived(link.id, nil, by: link.madeBy)
            return nil
        case .intoApp(let link):
            try arrived(nil, link.id, by: link.madeBy)
            try join(new.id, by: link)
            return link.app
        }
    }
}

extension Platform {
    /// What a way leads to. Codes that were never given out are counted by address, so that nobody goes through them.
    func gate(_ way: RegistrationWay, from address: String, at now: Instant) async throws -> RegistrationGate {
        do {
            return try await engine.read { try RegistrationGate(way, at: now, $0) }
        } catch let refusal as Refusal where refusal == .linkUnknown {
            try limiter.take(.unknownLinks, from: address, at: now)
            throw refusal
        }
    }
}

extension RateBudget {
    /// Accounts that people try to make, by address: a whole team behind one address at once, and few after that.
    static let registrations = RateBudget(name: "registration", burst: 30, perSecond: 0.02)
    /// Links that lead nowhere, by address.
    static let unknownLinks = RateBudget(name: "unknown-link", burst: 30, perSecond: 0.1)
}
