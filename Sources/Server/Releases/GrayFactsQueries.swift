package import Domain
package import Storage

/// The gray release that runs now, with everything that is shown of it.
package struct GrayFacts: Sendable {
    package let gray: GrayRelease
    package let startedAt: Instant
    package let plan: GrayPlan?
}

package struct GrayFactsQueries {
    let db: any Reading

    package init(_ db: any Reading) { self.db = db }

    /// Nil when none runs.
    package func running(of app: ID<MiniProgram>) throws -> GrayFacts? {
        guard let gray = try ReleaseLineQueries(db).gray(of: app),
            let row = try db.first("SELECT started_at FROM gray_release WHERE id = \(gray.id)")
        else { return nil }
        return GrayFacts(
            gray: gray,
            startedAt: try row.instant("started_at"),
            plan: try GrayScheduleQueries(db).plan(of: app)
        )
    }
}
