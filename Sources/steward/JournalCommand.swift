import ArgumentParser
import Domain
import Foundation
import Server

/// Reads the journal.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Read the journal: who did what, and when.",
        discussion: """
            The newest first. Topics are \(JournalTopic.allCases.map(\.rawValue).joined(separator: ", ")).

            Example: steward journal --person lin --topic people --from 2026-11-01T00:00 --csv > journal.csv
            """
    )

    @Option(help: "A login: who did it, or whom it names.")
    var person: String?

    @Option(help: "Of one mini program, by its app_id.")
    var app: String?

    @Option(help: "What it is about.")
    var topic: String?

    @Option(help: "One word, such as person.disabled, instead of a topic.")
    var word: String?

    @Option(help: "From here on, 2026-11-23T10:00.", transform: TypedTime.read)
    var from: Instant?

    @Option(help: "Up to here.", transform: TypedTime.read)
    var until: Instant?

    @Option(help: "How many, 1 to 1000.")
    var limit = 50

    @Option(help: "Go on after this place, where the list before ended.")
    var after: String?

    @Flag(help: "Print JSON, as the API answers.")
    var json = false

    @Flag(help: "Print all that fits as a table for spreadsheets.")
    var csv = false

    @OptionGroup var storage: DataOptions

    func validate() throws {
        guard !(json && csv) else { throw ValidationError("Either --json or --csv.") }
        guard (1...1000).contains(limit) else { throw ValidationError("--limit: \(limit) is not between 1 and 1000.") }
    }

    func run() async throws {
        var wish = JournalWish()
        (wish.person, wish.app, wish.topic, wish.word) = (person, app, topic, word)
        (wish.from, wish.until) = (from?.rfc3339, until?.rfc3339)
        let asked = wish
        if csv {
            return try await storage.withPlatform { platform in
                try await JournalReader(platform: platform).file(asked, Terminal.language) {
                    try FileHandle.standardOutput.write(contentsOf: Data($0.utf8))
                }
            }
        }
        let list = try await storage.withPlatform { platform in
            try await JournalReader(platform: platform).page(asked, after: after, limit: limit, Terminal.language)
        }
        if json { return try Terminal.show(json: list) }
        if list.items.isEmpty { print("Nothing of that kind happened.") }
        for entry in list.items {
            let place = entry.appName.map { "  [\($0)]" } ?? ""
            print("\(entry.sequence)  \(Terminal.time(entry.at))  \(entry.text)\(place)")
        }
        if let next = list.next { print("There is more: --after \(next)") }
    }
}
