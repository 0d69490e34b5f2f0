import Domain

/// Leaves a mini program by one's own wish. The owner hands it over first.
package struct LeaveMiniProgram: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `OWNER_MUST_HAND_OVER`.
    package func callAsFunction(_ app: AuthorisedApp) async throws {
        try app.require(.memberLeave)
        let person = try app.person()
        try await platform.change(by: person) { change in
            let held = try change.hold(app)
            try held.require(.memberLeave)
            guard let member = try MembershipQueries(change.db).standing(of: person, near: app.id) else {
                throw Refusal.notFound
            }
            guard member.role != .owner else { throw Refusal.ownerStays }
            _ = try MemberState.state(after: .leave, from: member.state)
            try change.record(.memberLeft(person: person, role: member.role), in: app.id)
            try MembershipWrites(db: change.db).remove(person, from: app.id)
            try change.endWhatDepends(on: person, in: app.id, nowOf: nil)
        }
    }
}
