import ArgumentParser
import Domain
import Server

/// Locks somebody out.
struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Lock somebody out: end their sessions, revoke their tokens.",
        discussion: """
            A reason is one of \(DisableReason.allCases.map(\.rawValue).joined(separator: ", ")). They read it, with the note, \
            when they sign in with the right password.

            Example: steward user disable lin --reason left --note "Handed over to Zhou" --data /var/lib/steward
            """
    )

    @Argument(help: "The login.")
    var login: String

    @Option(help: "Why.")
    var reason: String?

    @Option(help: "What is to be said about it.")
    var note = ""

    @OptionGroup var storage: DataOptions

    func validate() throws {
        if let reason, DisableReason(rawValue: reason) == nil {
            let all = DisableReason.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--reason: \(reason) is none; there are: \(all).")
        }
        guard note.isEmpty || reason != nil else { throw ValidationError("A note goes with a --reason.") }
    }

    func run() async throws {
        try await storage.withPlatform { platform in
            try await DisablePerson(platform: platform)(
                login: login,
                reason: reason.flatMap(DisableReason.init(rawValue:)),
                note: note
            )
        }
        print("\(login) is locked out.")
    }
}
