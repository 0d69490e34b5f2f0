package import Domain
import Storage

/// Shuts somebody out: they can no longer sign in, their sessions end and their tokens are revoked. What they did stays.
package struct DisablePerson: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Repeating it changes nothing.
    ///
    /// - Parameters:
    ///   - reason: goes into the journal as a word; nil for a command on the data that gives none.
    ///   - note: what is written about it, for whoever looks after people and for the person at sign-in. Not journaled.
    /// - Throws: `PERSON_UNKNOWN`; `OWN_ACCOUNT`; `LAST_ADMINISTRATOR` when nobody could administer the installation
    ///   afterwards; a refusal at `note`.
    package func callAsFunction(
        login: String,
        reason: DisableReason? = nil,
        note: String = "",
        by caller: Caller? = nil
    ) async throws {
        try caller?.require(.personDisable)
        let note = try reason?.checked(note: note) ?? ""
        try await platform.change(by: caller?.person) { change in
            let writes = PersonWrites(db: change.db)
            try writes.lockAdministrators()
            guard let person = try PersonQueries(change.db).person(login: login) else { throw Refusal.personUnknown }
            guard person != caller?.person else { throw Refusal.ownAccount }
            switch try writes.disable(person, at: change.now) {
            case .already: return
            case .last: throw Refusal.lastAdministrator
            case .done: break
            }
            if let reason {
                let disabling = PersonDisabling(at: change.now, by: caller?.person, reason: reason, note: note)
                try PeopleWrites(db: change.db).add(disabling, of: person)
            }
            try SessionWrites(db: change.db).endAll(of: person)
            _ = try TokenWrites(db: change.db).revokeAll(of: person, at: change.now)
            try ResetLinkWrites(db: change.db).endOpen(of: person, as: .cancelled, at: change.now)
            try change.record(.personDisabled(person: person, reason: reason))
        }
    }
}

/// Lets somebody in again who was disabled. Their password is the old one, their tokens stay revoked.
package struct EnablePerson: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Repeating it changes nothing. Throws `PERSON_UNKNOWN`.
    package func callAsFunction(login: String, by caller: Caller? = nil) async throws {
        try caller?.require(.personDisable)
        try await platform.change(by: caller?.person) { change in
            guard let person = try PersonQueries(change.db).person(login: login) else { throw Refusal.personUnknown }
            guard try PersonWrites(db: change.db).enable(person) else { return }
            try change.record(.personEnabled(person: person))
        }
    }
}
