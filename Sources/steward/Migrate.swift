import ArgumentParser
import Server

/// Brings the database to this program's shape without serving.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database up to date; `serve` does it too.",
        discussion: "Example: steward migrate --database postgres://steward@db/steward"
    )

    @OptionGroup var storage: DataOptions

    func run() async throws {
        try await storage.withPlatform(orMake: true) { _ in }
        print("The database is up to date.")
    }
}
