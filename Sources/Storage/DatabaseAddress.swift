package import Logging

/// Where the data lives: `sqlite:PATH` or `postgres://…` (also `postgresql://…`).
package enum DatabaseAddress: Sendable, Equatable {
    /// A file, relative to the working directory or absolute.
    case sqlite(path: String)
    /// A connection URL as libpq takes it. May hold a password: log `description` instead.
    case postgres(url: String)

    /// Throws `StorageError.address` with what is expected. The sentence does not repeat the text, which may hold a password.
    package init(_ text: String) throws(StorageError) {
        if text.hasPrefix("sqlite:") {
            var path = text.dropFirst("sqlite:".count)
            // As other tools write it: sqlite:///var/lib/steward.db
            if path.hasPrefix("///") { path = path.dropFirst(2) }
            guard !path.isEmpty, !path.hasPrefix("//") else {
                throw .address(
                    "the database address sqlite: needs a path after it, as in sqlite:/var/lib/steward/steward.db"
                )
            }
            guard !path.utf8.contains(0) else { throw .address("the path of the database holds a NUL character") }
            self = .sqlite(path: String(path))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            if let problem = PostgresHandle.problem(inURL: text) { throw .address(problem) }
            self = .postgres(url: text)
        } else {
            throw .address("the database address must be sqlite:PATH or postgres://USER@HOST/DATABASE")
        }
    }
}

extension DatabaseAddress: CustomStringConvertible {
    /// For logs: without password.
    package var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let url): PostgresHandle.place(ofURL: url)
        }
    }
}

/// Opens the database and makes sure that it can be reached. Tables are the `Migrator`'s business.
package func openEngine(_ address: DatabaseAddress, logger: Logger) async throws -> any Engine {
    switch address {
    case .sqlite(let path): try await SQLiteEngine.open(path: path, logger: logger)
    case .postgres(let url): try await PostgresEngine.open(url: url, logger: logger)
    }
}
