package import Domain

/// Brings a database to the state that this program expects, at start-up and by `steward migrate`.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// The migrations in ascending order. Throws `.migration` where they are not.
    package init(_ migrations: [Migration]) throws(StorageError) {
        for (earlier, later) in zip(migrations, migrations.dropFirst()) where earlier.number >= later.number {
            throw .migration("migration \(later.number) (\(later.name)) comes after \(earlier.number)")
        }
        self.migrations = migrations
    }

    /// Applies what is missing and gives its numbers. Each migration is a transaction of its own, under a lock: programs
    /// that start together apply each once, and what one applied stays applied when the next one fails.
    ///
    /// Throws `.migration`, having changed nothing, where the database is newer than the program or an applied migration
    /// was edited since.
    package func migrate(_ engine: any Engine, now: Instant) async throws -> [Int] {
        var applied: [Int] = []
        while let number = try await engine.write({ try applyNext($0, now: now) }) { applied.append(number) }
        return applied
    }

    /// The numbers of the migrations that are still to be applied. Throws as `migrate` does; changes nothing.
    package func pending(_ engine: any Engine) async throws -> [Int] {
        try await engine.read { transaction in
            try missing(Self.isThere(transaction) ? Self.applied(transaction) : []).map(\.number)
        }
    }

    /// One migration, or nil when all are applied. Looks anew each time, since another program may have been faster.
    private func applyNext(_ transaction: any Writing, now: Instant) throws -> Int? {
        for statement in transaction.dialect.migrationLock { _ = try transaction.rows(statement) }
        if try !Self.isThere(transaction) { try transaction.execute(Self.table) }
        guard let migration = try missing(Self.applied(transaction)).first else { return nil }
        for (index, statement) in migration.statements.enumerated() {
            do {
                try transaction.execute(Query(stringLiteral: statement))
            } catch let error as StorageError {
                let place = "applying migration \(migration.number) (\(migration.name)), statement \(index + 1)"
                throw StorageError.failure(doing: place, cause: error)
            }
        }
        try transaction.execute(
            """
            INSERT INTO schema_migration (number, name, checksum, applied_at)
            VALUES (\(migration.number), \(migration.name), \(migration.checksum), \(now))
            """
        )
        return migration.number
    }

    private static let table: Query = """
        CREATE TABLE schema_migration (
            number BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """

    private struct Applied {
        let number: Int
        let name: String
        let checksum: String
    }

    private static func isThere(_ transaction: any Reading) throws -> Bool {
        try transaction.first(transaction.dialect.looksForTable("schema_migration")) != nil
    }

    private static func applied(_ transaction: any Reading) throws -> [Applied] {
        try transaction.rows("SELECT number, name, checksum FROM schema_migration ORDER BY number").map { row in
            Applied(number: try row.int("number"), name: try row.text("name"), checksum: try row.text("checksum"))
        }
    }

    /// What is still to be applied, after comparing what is applied with what the program knows.
    private func missing(_ applied: [Applied]) throws(StorageError) -> [Migration] {
        var known: [Int: Migration] = [:]
        for migration in migrations { known[migration.number] = migration }
        for row in applied {
            guard let migration = known[row.number] else {
                throw .migration(
                    """
                    the database has migration \(row.number) (\(row.name)), which this program does not know: \
                    it was made by a newer version; start that one, or restore a backup
                    """
                )
            }
            guard migration.checksum == row.checksum else {
                throw .migration(
                    "migration \(row.number) (\(row.name)) was applied in another form; an applied migration may not be edited"
                )
            }
        }
        let last = applied.last?.number ?? Int.min
        let done = Set(applied.map(\.number))
        let missing = migrations.filter { !done.contains($0.number) }
        if let late = missing.first, late.number < last {
            throw .migration(
                "migration \(late.number) (\(late.name)) was added before \(last), which is applied already"
            )
        }
        return missing
    }
}
