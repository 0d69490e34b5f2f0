package import Domain
package import Logging
package import Storage

extension Platform {
    /// Opens an installation: the database (by default `steward.db` in the data folder) brought to this program's shape, and
    /// the folder of files. Safe beside a running server.
    ///
    /// Throws `StorageError` when the database cannot be reached or belongs to a newer program.
    package static func open(
        data folder: String,
        database: DatabaseAddress?,
        settings: Settings,
        world: World = .system,
        logger: Logger
    ) async throws -> Platform {
        let blobs = try Blobs(folder: folder + "/blobs")
        let engine = try await openDatabase(database, data: folder, logger: logger)
        let applied = try await Migrator(Schema.migrations).migrate(engine, now: world.now())
        if !applied.isEmpty { logger.notice("database brought up to date", metadata: ["migrations": "\(applied)"]) }
        return Platform(engine: engine, blobs: blobs, world: world, settings: settings, logger: logger)
    }

    /// Opens the database as it is, whatever its shape.
    package static func openDatabase(
        _ database: DatabaseAddress?,
        data folder: String,
        logger: Logger
    ) async throws -> any Engine {
        try await openEngine(database ?? .sqlite(path: databasePath(in: folder)), logger: logger)
    }

    /// Where the database of a data folder lies when none is named.
    package static func databasePath(in folder: String) -> String { folder + "/steward.db" }

    /// Ends what `open` began.
    package func close() async throws { try await engine.close() }
}
