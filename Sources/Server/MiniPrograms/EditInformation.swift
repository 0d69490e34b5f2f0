package import Domain
import Storage

/// Changes some of the base information, within the edit rules. Saying what is already there changes nothing and costs nothing.
package struct EditInformation: Sendable {
    let platform: Platform
    let catalogue: Catalogue

    package init(platform: Platform, catalogue: Catalogue) { (self.platform, self.catalogue) = (platform, catalogue) }

    /// - Parameter shown: what the page showed on which it was typed.
    /// - Returns: the fields that changed.
    /// - Throws: `Refusal.invalid` with every problem at its field; `CHANGED_MEANWHILE` at each field that is not any more
    ///   as `shown`; `INFORMATION_LOCKED` while a version is in review;
    ///   `EDIT_LIMIT_REACHED` at each field whose changes are used up.
    @discardableResult
    package func callAsFunction(
        _ edit: InformationEdit,
        shown: ShownInformation? = nil,
        in app: AuthorisedApp
    ) async throws -> [InformationField] {
        try app.require(.appEdit)
        return try await change(app) { [catalogue] current in
            let (information, problems) = edit.applied(
                to: current,
                categories: catalogue.categories,
                provinces: catalogue.provinces
            )
            if !problems.isEmpty { throw Refusal.invalid(problems) }
            try shown?.check(edit, against: current)
            return information
        }
    }

    /// Sets the logo to a picture that is stored already, by its SHA-256.
    func setLogo(_ hash: String, in app: AuthorisedApp) async throws {
        try app.require(.appEdit)
        _ = try await change(app) { current in
            var information = current
            information.logo = hash
            return information
        }
    }

    private func change(
        _ app: AuthorisedApp,
        _ edit: @escaping @Sendable (BaseInformation) throws -> BaseInformation
    ) async throws -> [InformationField] {
        let id = app.id
        let offset = platform.settings.zoneOffset(platform.world.now())
        return try await platform.change(by: app.caller.person) { change in
            // Two people at once: the second waits here, so that a quota cannot be passed by haste.
            try InformationWrites(db: change.db).lock(id)
            let queries = InformationQueries(change.db)
            guard let current = try queries.information(of: id) else { throw Refusal.notFound }
            let information = try edit(current)
            let fields = information.differences(from: current)
            if fields.isEmpty { return [] }
            let progress = try queries.progress(of: id)
            let allowances = try queries.allowances(of: id, at: change.now, offsetSeconds: offset)
            try Self.check(fields, allowances, offset)

            let writes = InformationWrites(db: change.db)
            try writes.store(information, of: id, at: change.now)
            if progress.wasReleased {
                for field in fields { try writes.remember(field, of: id, at: change.now) }
            }
            try change.record(.informationChanged(fields: fields.map(\.rawValue)), in: id)
            return fields
        }
    }

    private static func check(
        _ fields: [InformationField],
        _ allowances: [InformationField: EditAllowance],
        _ offset: Int
    ) throws {
        let closed = fields.compactMap { allowances[$0] }.filter { !$0.isOpen }
        guard let first = closed.first, let words = first.note(offsetSeconds: offset) else { return }
        if first.state == .lockedInReview { throw Refusal.conflict("INFORMATION_LOCKED", words) }
        throw Refusal(
            code: "EDIT_LIMIT_REACHED",
            status: 409,
            words: words,
            fields: closed.compactMap { $0.problem(offsetSeconds: offset) }
        )
    }
}
