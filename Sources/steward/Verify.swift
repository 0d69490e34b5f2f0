import ArgumentParser
import Server
import Storage

/// Reads the whole journal and checks its chain.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that the journal is as it was written.",
        discussion: "Changes nothing. Example: steward verify --data /var/lib/steward"
    )

    @OptionGroup var storage: DataOptions

    func run() async throws {
        let outcome = try await storage.withDatabase { engine in
            let pending = try await Migrator(Schema.migrations).pending(engine)
            guard !pending.contains(Schema.journalNumber) else {
                throw Failure("The database has no journal yet. Run `steward migrate` first.")
            }
            return try await JournalCheck(engine: engine)()
        }
        switch outcome {
        case .sound(let entries): print("The journal is sound: \(Terminal.counted(Int(entries), "entry", "entries")).")
        case .broken(let sequence):
            throw Failure(
                "The journal is broken at entry \(sequence): it is not what was written. Compare with a backup."
            )
        case .cut(let entries, let expected):
            throw Failure("The journal ends at entry \(entries), but \(expected) were written. Compare with a backup.")
        }
    }
}
