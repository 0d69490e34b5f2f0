package import Domain
import Storage

/// Makes a mini program; whoever makes it owns it, and their home page shows it.
package struct CreateMiniProgram: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// How often another id is tried when chance gives one that is taken.
    private static let tries = 5

    /// Throws `Refusal.invalid` at `name`.
    package func callAsFunction(name typed: String, by person: ID<Person>) async throws -> ID<MiniProgram> {
        let name: String
        switch TextRules.name(typed) {
        case .good(let checked): name = checked
        case .bad(let words): throw Refusal.invalid([FieldProblem(field: InformationField.name.rawValue, words: words)])
        }
        for _ in 1..<Self.tries {
            do {
                return try await add(name, by: person)
            } catch StorageError.uniqueViolation(table: "mini_program", _) {
                continue
            }
        }
        return try await add(name, by: person)
    }

    private func add(_ name: String, by person: ID<Person>) async throws -> ID<MiniProgram> {
        let app = AppID.make(random: platform.world.bytes(8))
        return try await platform.change(by: person) { change in
            try MiniProgramWrites(db: change.db).add(app, name: name, by: person, at: change.now)
            try MembershipWrites(db: change.db).add(person, to: app, as: .owner, at: change.now)
            try SwitcherWrites(db: change.db).choose(app, for: person)
            try change.record(.appCreated, in: app)
            return app
        }
    }
}
