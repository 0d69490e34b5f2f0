import Domain

/// Takes the offer of a mini program back.
package struct WithdrawHandOver: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// - Throws: `NOT_FOUND` where nothing was offered.
    package func callAsFunction(of app: AuthorisedApp) async throws {
        try app.require(.memberHandOver)
        try await platform.change(by: try app.person()) { change in
            try change.hold(app).require(.memberHandOver)
            guard let open = try HandOverQueries(change.db).open(in: app.id),
                try HandOverWrites(db: change.db).close(open.id, as: .withdrawn, at: change.now)
            else { throw Refusal.notFound }
            try change.record(.handOverWithdrawn(handOver: open.id, person: open.to), in: app.id)
        }
    }
}
