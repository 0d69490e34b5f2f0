import ArgumentParser
import Foundation

/// Which server a command talks to, as whom, and about which mini program.
struct ServerOptions: ParsableArguments {
    @Option(help: "The server's address, such as https://steward.example.com. [environment: STEWARD_SERVER]")
    var server: String?

    @Option(help: "An access token of yours: 我的, 访问令牌. [environment: STEWARD_TOKEN]")
    var token: String?

    @Option(help: "The mini program's app_id, 16 digits. [environment: STEWARD_APP]")
    var app: String?

    /// Runs `body` with a connection that ends with it.
    ///
    /// - Parameter needsApp: whether it is about a mini program.
    func connected<Result>(
        needsApp: Bool = true,
        _ body: (ServerConnection) async throws -> Result
    ) async throws -> Result {
        let connection = ServerConnection(
            server: try address(),
            token: try given(token, "token"),
            app: needsApp ? try checkedApp() : ""
        )
        do {
            let result = try await body(connection)
            try await connection.close()
            return result
        } catch {
            try? await connection.close()
            throw error
        }
    }

    private func address() throws -> String {
        let text = try given(server, "server")
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased() ?? ""),
            url.host() != nil
        else { throw ValidationError("--server: \(text) is no address; it looks like https://steward.example.com.") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private func checkedApp() throws -> String {
        let text = try given(app, "app")
        guard text.utf8.count == 16, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ValidationError("--app: \(text) is no app_id; it has 16 digits and begins with 2021.")
        }
        return text
    }

    private func given(_ value: String?, _ option: String) throws -> String {
        guard let value = value ?? Environment[option], !value.isEmpty else {
            let variable = "STEWARD_" + option.uppercased()
            throw ValidationError("--\(option) is missing; give it, or set \(variable).")
        }
        return value
    }
}
