import ArgumentParser

/// Where people reach the server, for commands that print a link.
struct PublicAddress: ParsableArguments {
    @Option(
        name: .customLong("public-url"),
        help: "Where people reach the server, such as https://steward.example.com. [environment: STEWARD_PUBLIC_URL]"
    )
    var publicURL: String?

    func address() throws -> String {
        guard let text = publicURL ?? Environment["public-url"] else {
            throw ValidationError("--public-url is missing; give it, or set STEWARD_PUBLIC_URL.")
        }
        return try PublicURL.parse(text)
    }
}
