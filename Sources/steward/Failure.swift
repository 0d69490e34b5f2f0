import ArgumentParser
import Domain
import Server
import Storage

/// What a command ends with when it was refused or failed: one line on standard error, exit code 1.
struct Failure: Error, CustomStringConvertible {
    let description: String
    /// Whether the same may work a little later: nobody answered, or the server was busy.
    let mayPass: Bool

    init(_ description: String, mayPass: Bool = false) {
        // One line, whatever the cause had to say.
        self.description = PlainText.line(description)
        self.mayPass = mayPass
    }

    /// The failure that tells the cause and the cure of an error; wrong usage and requests for help are left as they are.
    static func explaining(_ error: any Error) -> any Error {
        switch error {
        case let refusal as Refusal:
            let problems = refusal.fields.map { "\($0.field): \($0.words[Terminal.language])" }
            let text = problems.isEmpty ? refusal.words[Terminal.language] : problems.joined(separator: " ")
            return Failure("\(text) (\(refusal.code))")
        case is Failure, is ExitCode, is CleanExit, is ValidationError: return error
        default:
            // What ArgumentParser throws itself has its own exit code: 64, or 0 for help.
            guard Steward.exitCode(for: error) == .failure else { return error }
            return Failure("\(error)")
        }
    }
}
