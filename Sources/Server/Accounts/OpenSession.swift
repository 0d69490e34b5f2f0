import Domain
import Storage

/// The secrets that one sign-in needs, made before its transaction, which may run again.
struct FreshSession: Sendable {
    let secret: String
    let device: String

    init(_ world: World) {
        secret = Secret(prefix: "", world: world).text
        device = Secret(prefix: "", world: world).text
    }

    var id: ID<Session> { ID(rawValue: Secret.hash(secret)) }
}

/// How a sign-in ended: with a session, or before the second step.
enum Entry: Sendable {
    case session(OpenedSession)
    /// What the cookie of the second step is to hold.
    case step(String)
}

/// A session that was opened: what its cookies are to hold.
struct OpenedSession: Sendable {
    let secret: String
    /// A new secret of the device, where it was not known.
    let device: String?
}

extension Change {
    /// Makes others who change this person's ways in wait, and refuses who may not come in.
    ///
    /// - Throws: `ACCOUNT_DISABLED`.
    func lock(_ person: ID<Person>) throws {
        guard try PersonWrites(db: db).hold(person) else {
            throw Refusal.accountDisabled(try PeopleQueries(db).disabling(of: person))
        }
    }

    /// Opens a session of somebody who has proved who they are. A device that they have not signed in from is told of, except the
    /// first ever.
    ///
    /// - Parameter isTold: false where everybody may come in, so that there is nothing to be warned of.
    func open(
        _ fresh: FreshSession,
        of person: ID<Person>,
        from origin: SignInOrigin,
        on devices: [String],
        replacing old: ID<Session>?,
        isTold: Bool = true
    ) throws -> OpenedSession {
        let (sessions, writes) = (SessionWrites(db: db), DeviceWrites(db: db))
        if let old { try sessions.end(old) }
        let known = try DeviceQueries(db).known(devices, of: person)
        if let known {
            try writes.used(known, of: person, at: now)
        } else {
            let isFirst = try DeviceQueries(db).hasNone(person)
            try writes.add(Secret.hash(fresh.device), of: person, at: now)
            if !isFirst, isTold { try record(.deviceAdded(person: person)) }
        }
        try sessions.add(
            fresh.id,
            of: person,
            at: now,
            until: now.adding(seconds: SessionMiddleware.lifetimeSeconds),
            address: origin.address,
            agent: origin.agent,
            device: known ?? Secret.hash(fresh.device)
        )
        return OpenedSession(secret: fresh.secret, device: known == nil ? fresh.device : nil)
    }
}

/// Goes on with somebody who gave the right password (or was let in otherwise): opens their session, or, where they have a
/// second factor, the second step, which is no session yet.
struct Enter: Sendable {
    let platform: Platform

    /// - Parameters:
    ///   - devices: the hashes of what the browser's device cookie holds.
    ///   - old: the session that the browser had before; it ends.
    ///   - isTold: whether a new device makes a message.
    func callAsFunction(
        _ person: ID<Person>,
        next: String,
        from origin: SignInOrigin,
        on devices: [String],
        replacing old: ID<Session>?,
        isTold: Bool = true
    ) async throws -> Entry {
        let fresh = FreshSession(platform.world)
        return try await platform.change(by: person) { change in
            try change.lock(person)
            guard try FactorQueries(change.db).hasFactor(person) else {
                let session = try change.open(
                    fresh,
                    of: person,
                    from: origin,
                    on: devices,
                    replacing: old,
                    isTold: isTold
                )
                return .session(session)
            }
            let end = change.now.adding(seconds: SignInStep.lifetimeSeconds)
            try SignInStepWrites(db: change.db).add(Secret.hash(fresh.secret), of: person, next: next, until: end)
            return .step(fresh.secret)
        }
    }
}
