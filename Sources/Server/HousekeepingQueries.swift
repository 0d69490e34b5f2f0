import Domain
import Storage

/// What is looked at when the house is tidied. A job's questions, not a page's: they read whole tables.
struct HousekeepingQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    /// Every blob that something refers to: packages, source maps, pictures. A preview's package counts while it lasts.
    func referencedBlobs(at now: Instant) throws -> Set<String> {
        let rows = try db.rows(
            """
            SELECT package AS hash FROM version
            UNION SELECT source_maps FROM version WHERE source_maps IS NOT NULL
            UNION SELECT package FROM preview WHERE expires_at > \(now)
            UNION SELECT hash FROM picture
            UNION SELECT logo FROM mini_program WHERE logo IS NOT NULL
            UNION SELECT picture FROM person WHERE picture IS NOT NULL
            """
        )
        return Set(try rows.map { try $0.text("hash") })
    }
}
