import ArgumentParser
import Domain
import Foundation
import Logging
import Server
import Storage

/// Where the data of an installation is; shared by every command that works on it.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder of the data. [environment: STEWARD_DATA]")
    var data: String = Environment["data"] ?? "./steward-data"

    @Option(
        help:
            "sqlite:PATH or postgres://…; steward.db in the data folder when left out. [environment: STEWARD_DATABASE]"
    )
    var database: String?

    /// Opens the installation for a command that ends soon, and closes it after `body`, whatever came of it.
    ///
    /// - Parameters:
    ///   - makes: whether an installation is made where there is none; a mistyped folder is said otherwise.
    ///   - publicURL: where people reach the server, for answers that hold links.
    func withPlatform<Result>(
        orMake makes: Bool = false,
        publicURL: String = "",
        _ body: (Platform) async throws -> Result
    ) async throws -> Result {
        if !makes { try requireDatabase() }
        let platform = try await Platform.open(
            data: data,
            database: try address(),
            settings: Settings(publicURL: publicURL),
            logger: Self.quiet
        )
        return try await Self.closing(platform.close) { try await body(platform) }
    }

    /// Opens the database alone for a command that only reads: it is not brought up to date.
    func withDatabase<Result>(_ body: (any Engine) async throws -> Result) async throws -> Result {
        try requireDatabase()
        let engine = try await Platform.openDatabase(try address(), data: data, logger: Self.quiet)
        return try await Self.closing(engine.close) { try await body(engine) }
    }

    private static var quiet: Logger {
        var logger = Logger(label: "steward")
        logger.logLevel = .error
        return logger
    }

    /// Runs `body`, then `close`, whatever came of it.
    private static func closing<Result>(
        _ close: () async throws -> Void,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body()
            try await close()
            return result
        } catch {
            try? await close()
            throw error
        }
    }

    private func requireDatabase() throws {
        guard case .sqlite(let path) = try address() ?? .sqlite(path: Platform.databasePath(in: data)),
            !FileManager.default.fileExists(atPath: path)
        else { return }
        throw Failure("There is no Steward: \(path) is missing. Name its folder with --data.")
    }

    /// The database named by the option or the environment.
    func address() throws -> DatabaseAddress? {
        try (database ?? Environment["database"]).map { try DatabaseAddress($0) }
    }
}

/// Options from the environment: `--public-url` is `STEWARD_PUBLIC_URL`.
enum Environment {
    static subscript(option: String) -> String? {
        let name = "STEWARD_" + option.uppercased().replacing("-", with: "_")
        return ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    static func isOn(_ option: String) -> Bool { ["1", "true", "yes"].contains(self[option]?.lowercased() ?? "") }
}
