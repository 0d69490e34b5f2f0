import ArgumentParser
import Domain
import Server

/// Gives somebody duties and takes them.
struct UserDuties: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duties",
        abstract: "Give duties to somebody, or take them.",
        discussion: """
            The duties are \(Duty.allCases.map(\.rawValue).joined(separator: ", ")). The person is told. The last system \
            administrator keeps that duty.

            Example: steward user duties lin --give reviewer --give official --take moderator
            """
    )

    @Argument(help: "The login.")
    var login: String

    @Option(help: "A duty to give; may be repeated.")
    var give: [String] = []

    @Option(help: "A duty to take; may be repeated.")
    var take: [String] = []

    @Flag(help: "Print the person as JSON afterwards.")
    var json = false

    @OptionGroup var storage: DataOptions

    func validate() throws {
        for name in give + take where Duty(rawValue: name) == nil {
            let all = Duty.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(name) is no duty; there are: \(all).")
        }
        guard !(give + take).isEmpty else { throw ValidationError("Nothing to change: --give or --take a duty.") }
        if let both = give.first(where: take.contains) { throw ValidationError("\(both) is both given and taken.") }
    }

    func run() async throws {
        let (new, old) = (Set(give.compactMap(Duty.init(rawValue:))), Set(take.compactMap(Duty.init(rawValue:))))
        let person = try await storage.withPlatform { platform in
            try await ChangeDuties(platform: platform)(login: login) { $0.union(new).subtracting(old) }
            return try await PeopleDirectory(platform: platform).person(login)
        }
        if json { return try Terminal.show(json: person) }
        let duties = person.person.duties.map(\.rawValue)
        print("\(login) has \(duties.isEmpty ? "no duties" : "the duties \(duties.joined(separator: ", "))").")
    }
}
