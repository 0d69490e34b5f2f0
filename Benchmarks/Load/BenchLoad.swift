import ArgumentParser

/// Asks a server over many connections from one thread, and prints what it saw as JSON.
@main
struct BenchLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-load",
        subcommands: [OpenLoad.self, Watch.self]
    )
}

/// Where the requests go.
struct Target: ParsableArguments {
    @Option(help: "The server's port on loopback.")
    var port: UInt16

    @Option(help: "The path that is asked for.")
    var path: String

    @Option(help: "Connections that are kept open.")
    var connections = 64

    func open() throws -> [Connection] { try (0..<connections).map { _ in try Connection(port: port) } }

    /// A request for one of many users.
    func request(user: Int) -> [UInt8] {
        Array("GET \(path)\(user) HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".utf8)
    }
}

/// What was seen goes to standard output: the Python that measures reads it from there.
func report(_ json: String) { print(json) }
