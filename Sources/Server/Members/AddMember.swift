package import Domain
import Storage

/// Makes a person a member of a mini program at once, without an invitation: how an owner's mini program begins, and how
/// demonstration data gets its members.
package struct AddMember: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Throws a conflict when they belong to it already.
    package func callAsFunction(
        _ person: ID<Person>,
        to app: ID<MiniProgram>,
        as role: MemberRole,
        by actor: ID<Person>
    ) async throws {
        do {
            try await platform.change(by: actor) { change in
                try MembershipWrites(db: change.db).add(person, to: app, as: role, at: change.now)
                try change.record(.memberAdded(person: person, role: role), in: app)
            }
        } catch StorageError.uniqueViolation {
            throw Refusal.conflict(
                "MEMBER_EXISTS",
                Words("这个人已经是成员。", "This person is a member already.")
            )
        }
    }
}
