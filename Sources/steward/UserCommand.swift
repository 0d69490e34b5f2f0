import ArgumentParser
import Domain
import Foundation
import Server

/// People, by whoever holds the data. Works beside a running server.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add people, set passwords, disable and enable.",
        subcommands: [Add.self, Password.self, Disable.self, Enable.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add somebody who may sign in.",
            discussion:
                "Example: echo 'a long password' | steward user add lin --name 林知远 --password-stdin --token --json"
        )

        @Argument(help: "What they sign in with.")
        var login: String

        @Option(help: "What others see.")
        var name: String

        @Flag(help: "Give them every operator's duty.")
        var `operator` = false

        @Flag(help: "Read the password from standard input; else one is made and printed.")
        var passwordStdin = false

        @Flag(help: "Make an access token with every scope, and print it.")
        var token = false

        @Flag(help: "Print {\"login\", \"token\"} as JSON.")
        var json = false

        @OptionGroup var storage: DataOptions

        func run() async throws {
            let platform = try await storage.open()
            let password = try passwordStdin ? PasswordInput.read() : platform.world.code(length: 16)
            let duties: Set<Duty> = self.operator ? Set(Duty.allCases) : []
            let person = try await AddPerson(platform: platform)(
                login: login,
                name: name,
                password: password,
                duties: duties
            )
            var secret: String?
            if token {
                secret = try await MakeToken(platform: platform)(
                    for: person,
                    name: "steward user add",
                    scopes: MakeToken.allScopes(duties: duties),
                    days: 365
                ).secret
            }
            try await platform.close()
            if json { return try Output.json(Added(login: login, token: secret)) }
            print("\(login) may sign in now.")
            if !passwordStdin { print("Password: \(password)") }
            if let secret { print("Token: \(secret)") }
        }

        private struct Added: Encodable {
            let login: String
            let token: String?
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set somebody's password; their sessions end.",
            discussion: "Example: steward user password lin --data /var/lib/steward"
        )

        @Argument(help: "Whose.")
        var login: String

        @Flag(help: "Read the password from standard input; else one is made and printed.")
        var passwordStdin = false

        @OptionGroup var storage: DataOptions

        func run() async throws {
            let platform = try await storage.open()
            let password = try passwordStdin ? PasswordInput.read() : platform.world.code(length: 16)
            try await SetPassword(platform: platform)(login: login, password: password)
            try await platform.close()
            print(passwordStdin ? "The password of \(login) is set." : "New password of \(login): \(password)")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep somebody out: sessions and tokens end at once.",
            discussion: "Example: steward user disable lin"
        )

        @Argument(help: "Whom.")
        var login: String

        @OptionGroup var storage: DataOptions

        func run() async throws {
            let platform = try await storage.open()
            try await DisablePerson(platform: platform)(login: login)
            try await platform.close()
            print("\(login) may no longer sign in.")
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody in again.",
            discussion: "Example: steward user enable lin"
        )

        @Argument(help: "Whom.")
        var login: String

        @OptionGroup var storage: DataOptions

        func run() async throws {
            let platform = try await storage.open()
            try await EnablePerson(platform: platform)(login: login)
            try await platform.close()
            print("\(login) may sign in again.")
        }
    }
}

/// A password from standard input: its first line.
enum PasswordInput {
    static func read() throws -> String {
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw CommandFailed("No password came on standard input; pipe it in: printf %s PASSWORD | steward user …")
        }
        return line
    }
}

/// What `--json` prints.
enum Output {
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
