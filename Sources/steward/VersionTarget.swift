import ArgumentParser
import Domain
import Foundation
import NIOHTTP1

/// The version that a command is about, on which server.
struct VersionTarget: ParsableArguments {
    @Argument(help: "The version's number, x.y.z.", transform: VersionTarget.number)
    var version: VersionNumber

    @OptionGroup var server: ServerOptions

    /// Reads a number; says how one looks otherwise.
    static func number(_ text: String) throws -> VersionNumber {
        guard let number = VersionNumber(text) else {
            throw ValidationError("\(text) is no version number; it looks like 1.2.3.")
        }
        return number
    }
}

extension ServerConnection {
    /// One call about a version, which is answered with the version.
    func act(
        _ method: HTTPMethod,
        _ version: VersionNumber,
        _ call: String,
        _ body: Body = .nothing
    ) async throws -> (answer: VersionAnswer, data: Data) {
        let data = try await send(method, "/versions/\(version)/\(call)", body)
        return (try Self.decode(VersionAnswer.self, from: data), data)
    }

    func version(_ number: VersionNumber) async throws -> (answer: VersionAnswer, data: Data) {
        let data = try await send(.GET, "/versions/\(number)")
        return (try Self.decode(VersionAnswer.self, from: data), data)
    }
}

extension ServerConnection.Body {
    /// A value as JSON.
    static func json(_ value: some Encodable) throws -> ServerConnection.Body {
        .json(try JSONEncoder().encode(value))
    }
}
