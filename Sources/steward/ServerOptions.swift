import ArgumentParser

/// Which mini program on which server, and who asks; shared by every command that talks to one.
struct ServerOptions: ParsableArguments {
    @Option(help: "The server's address. [environment: STEWARD_SERVER]")
    var server: String?

    @Option(help: "An access token. [environment: STEWARD_TOKEN]")
    var token: String?

    @Option(help: "The mini program's app_id. [environment: STEWARD_APP]")
    var app: String?

    /// The server with everything it needs; says which option is missing.
    func client() throws -> RemoteServer {
        func need(_ value: String?, _ name: String) throws -> String {
            guard let value = value ?? Environment[name] else {
                let variable = "STEWARD_" + name.uppercased()
                throw ValidationError("--\(name) is missing; give it, or set \(variable).")
            }
            return value
        }
        let server = try need(server, "server")
        guard server.hasPrefix("http://") || server.hasPrefix("https://") else {
            throw ValidationError("--server: \(server) must begin with https:// or http://.")
        }
        return RemoteServer(
            url: server.hasSuffix("/") ? String(server.dropLast()) : server,
            token: try need(token, "token"),
            app: try need(app, "app")
        )
    }
}
