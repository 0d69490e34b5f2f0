import ArgumentParser
import Domain
import Foundation
import Server
import Storage

@main struct Steward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steward",
        abstract: "The steward of a team's mini programs (开发者助手).",
        discussion: """
            Options also come from the environment: --public-url from STEWARD_PUBLIC_URL, and so on.
            Exit codes: 0 done, 1 refused or failed (one line on standard error), 64 usage.
            """,
        version: Release.version,
        subcommands: [
            Serve.self, UserCommand.self, Upload.self, Preview.self, Versions.self, Delete.self, Inspect.self,
            Verify.self,
            Migrate.self,
        ]
    )

    /// Runs what the arguments say. A refusal or failure is one line on standard error, with its cause and cure.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let refusal as Refusal {
            let language = Language(rawValue: Terminal.language) ?? .en
            let parts = refusal.fields.isEmpty ? [refusal.words[language]] : refusal.fields.map { $0.words[language] }
            end(parts.joined(separator: " "))
        } catch let error as any Error & CustomStringConvertible where isForPeople(error) {
            end(error.description)
        } catch {
            exit(withError: error)
        }
    }

    /// Errors whose description was written for the person at the terminal.
    private static func isForPeople(_ error: any Error) -> Bool {
        error is CommandFailed || error is RemoteServer.Refused || error is ProjectFolder.Failure
            || error is PackageWriter.Failure || error is StorageError
    }

    private static func end(_ line: String) -> Never {
        Terminal.note("steward: " + line.replacing("\n", with: " "))
        Foundation.exit(1)
    }
}
