/// What hosts may get of one mini program: everything that an answer depends on.
///
/// Source: DESIGN, "Runtime", "Cohort" and "Release".
package struct RuntimeState: Hashable, Sendable {
    /// A gray release that runs.
    package struct Gray: Hashable, Sendable {
        package let release: RuntimeRelease
        package let salt: CohortSalt
        package let share: GrayShare
        /// Host-app user ids of members: always inside.
        package let members: Set<String>
        package let startedAt: Instant

        package init(
            release: RuntimeRelease,
            salt: CohortSalt,
            share: GrayShare,
            members: Set<String>,
            startedAt: Instant
        ) {
            self.release = release
            self.salt = salt
            self.share = share
            self.members = members
            self.startedAt = startedAt
        }
    }

    /// The cohort of the last gray release of a mini program that was never released to everybody: those inside have
    /// something to purge.
    package struct FormerGray: Hashable, Sendable {
        package let salt: CohortSalt
        package let share: GrayShare

        package init(salt: CohortSalt, share: GrayShare) { (self.salt, self.share) = (salt, share) }
    }

    package var released: RuntimeRelease?
    /// Released before and not taken down, the newest first; kept only where something declares a base library.
    package var earlier: [RuntimeRelease] = []
    package var gray: Gray?
    package var formerGray: FormerGray?
    /// Whether anything was ever released to everybody.
    package var wasReleased = false
    /// After a roll back or a forced offline: hosts switch at once, not at the next start.
    package var appliesNow = false
    /// The mini program's last journal sequence that was taken up.
    package var revision: Int64 = 0
    /// Nil where the host app has none: then every receipt counts.
    package var hostSecret: HostSecret?

    package init() {}

    /// Whether everybody gets the released version: none is gray, and every host can run it.
    package var isSameForAll: Bool { gray == nil && released.map { $0.lowestBaseLibrary == nil } == true }

    /// What one user gets.
    package enum Answer: Hashable, Sendable {
        case gray(RuntimeRelease)
        case release(RuntimeRelease)
        /// There was something, and it is gone: clients purge it.
        case offline
        /// Nothing was ever released to this user.
        case nothing
    }

    /// Which rule decided.
    package enum Rule: String, Hashable, Sendable {
        case member, cohort, released
        case earlier = "base_library"
        case offline, nothing
    }

    /// Decides for a user. `position` is theirs in the running gray release's draw, or nil where none runs.
    package func decision(
        for user: String,
        baseLibrary: VersionNumber?
    ) -> (answer: Answer, rule: Rule, position: Int?) {
        var position: Int?
        if let gray {
            let place = Cohort.position(of: user, salt: gray.salt)
            position = place
            let isMember = gray.members.contains(user)
            if isMember || gray.share.contains(place), gray.release.runs(on: baseLibrary) {
                return (.gray(gray.release), isMember ? .member : .cohort, place)
            }
        }
        if let released {
            if released.runs(on: baseLibrary) { return (.release(released), .released, position) }
            if let older = earlier.first(where: { $0.runs(on: baseLibrary) }) {
                return (.release(older), .earlier, position)
            }
            return (.nothing, .nothing, position)
        }
        if wasReleased { return (.offline, .offline, position) }
        if gray == nil, let formerGray,
            formerGray.share.contains(Cohort.position(of: user, salt: formerGray.salt))
        {
            return (.offline, .offline, nil)
        }
        return (.nothing, .nothing, position)
    }
}

extension RuntimeState {
    /// Whether a host app proved that it asked for this user; never where it has no secret.
    package func proves(_ proof: String?, of user: String) -> Bool {
        guard let hostSecret, let proof else { return false }
        return hostSecret.proves(proof, of: user)
    }
}
