package import Domain
import Storage

/// Sets what an operator is trusted with: gives duties and takes them.
package struct ChangeDuties: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// What it was changed by; empty where they had just these duties already.
    ///
    /// - Parameters:
    ///   - wanted: the duties afterwards, made from those of now, so that two who change different ones do not undo each other.
    ///   - code: a fresh code of the caller's second factor: whoever has one is asked for it before they make an administrator.
    ///   - isSure: whoever gives up their own duty of system administrator means it.
    /// - Throws: `PERSON_UNKNOWN`, `LAST_ADMINISTRATOR`, `OWN_ADMINISTRATOR`, a refusal at `factor_code`.
    @discardableResult
    package func callAsFunction(
        login: String,
        isSure: Bool = false,
        by caller: Caller? = nil,
        code: FreshCode = .none,
        to wanted: @escaping @Sendable (Set<Duty>) -> Set<Duty>
    ) async throws -> DutyChange {
        try caller?.require(.personChangeDuties)
        let makesAdministrator: @Sendable (any Reading) throws -> Bool = { db in
            guard let person = try PersonQueries(db).person(login: login) else { throw Refusal.personUnknown }
            let old = try SessionQueries(db).duties(of: person)
            return DutyChange(from: old, to: wanted(old)).given.contains(.administrator)
        }
        return try await platform.change(by: caller?.person, proving: code, when: makesAdministrator) { change in
            let (writes, queries) = (PersonWrites(db: change.db), PersonQueries(change.db))
            try writes.lockAdministrators()
            guard let person = try queries.person(login: login) else { throw Refusal.personUnknown }
            let old = try SessionQueries(change.db).duties(of: person)
            let duties = DutyChange(from: old, to: wanted(old))
            guard !duties.isEmpty else { return duties }
            let hasOther = try !duties.takesAdministrator || queries.hasAdministrator(besides: person)
            try duties.check(isOwn: person == caller?.person, isSure: isSure, hasOther: hasOther)
            for duty in duties.given { try writes.add(duty, to: person) }
            for duty in duties.taken {
                // The statement looks again: of the last two, one stays, whoever asked first.
                guard try writes.take(duty, from: person) else { throw Refusal.lastAdministrator }
            }
            try change.record(.dutiesChanged(person: person, given: duties.given, taken: duties.taken))
            return duties
        }
    }
}
