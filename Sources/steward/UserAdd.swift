import ArgumentParser
import Domain
import Foundation
import Server

/// Adds a person.
struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add somebody who may sign in.",
        discussion: """
            On a terminal the password is asked for. Without one, nobody can sign in until `steward user password`; a token works.

            Example: echo "$PASSWORD" | steward user add build --name "Build machine" --password-stdin --token --json
            """
    )

    @Argument(help: "The login: letters, digits, and . _ - in between.")
    var login: String

    @Option(help: "The name that others see.")
    var name: String

    @Flag(name: .customLong("operator"), help: "Give all operator roles.")
    var isOperator = false

    @Flag(help: "Read the password from standard input: its first line.")
    var passwordStdin = false

    @Flag(help: "Make an access token too. It is shown once.")
    var token = false

    @Option(help: "How many days the token lasts, 1 to 366.")
    var tokenDays = 366

    @Flag(help: #"Print {"login","token"} as JSON."#)
    var json = false

    @OptionGroup var storage: DataOptions

    private struct Answer: Encodable {
        let login: String
        let token: String?

        private enum CodingKeys: CodingKey { case login, token }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(login, forKey: .login)
            // Said also when there is none.
            try container.encode(token, forKey: .token)
        }
    }

    func validate() throws {
        guard MakeToken.days.contains(tokenDays) else {
            throw ValidationError("--token-days: \(tokenDays) is not between 1 and 366.")
        }
    }

    func run() async throws {
        let asks = !passwordStdin && !token && Terminal.inputIsTerminal
        let password = passwordStdin || asks ? try Password.read(fromInput: passwordStdin) : nil
        let duties = isOperator ? Set(Duty.allCases) : []
        let secret = try await storage.withPlatform(orMake: true) { platform in
            let person = try await AddPerson(platform: platform)(
                login: login,
                name: name,
                password: password,
                duties: duties
            )
            guard token else { return String?.none }
            let scopes = MakeToken.allScopes(duties: duties)
            let make = MakeToken(platform: platform)
            return try await make(for: person, name: "steward user add", scopes: scopes, days: tokenDays).secret
        }
        if json {
            try Terminal.show(json: Answer(login: login, token: secret))
        } else {
            print("Added \(login).")
            if let secret { print("The token, shown this once:\n\(secret)") }
        }
        if password == nil, secret == nil {
            Terminal.tell("Nobody can sign in as \(login) yet: steward user password \(login)")
        }
    }
}
