import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The JSON API of a server, as the commands use it.
struct RemoteServer: Sendable {
    let url: String
    let token: String
    let app: String

    /// An RFC 9457 problem document.
    private struct Problem: Decodable {
        let code: String?
        let detail: String?
    }

    /// A refusal as the server worded it.
    struct Refused: Error, CustomStringConvertible {
        let code: String
        let description: String
    }

    /// The path of something of the mini program.
    func path(_ rest: String) -> String { "\(url)/api/v1/apps/\(app)\(rest)" }

    func request(_ method: HTTPMethod, _ address: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.method = method
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "accept-language", value: Terminal.language)
        request.headers.add(name: "user-agent", value: "steward")
        return request
    }

    /// Sends, and gives the answer's JSON. Throws `Refused` for a problem document, `CommandFailed` when nobody answers.
    func send(_ request: HTTPClientRequest, within limit: TimeAmount = .seconds(30)) async throws -> Data {
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(request, timeout: limit)
        } catch let error as HTTPClientError {
            throw CommandFailed("\(url) does not answer (\(error.shortDescription)). Check --server and the network.")
        } catch {
            throw CommandFailed("\(url) cannot be reached. Check --server and the network.")
        }
        let body = Data(try await response.body.collect(upTo: 16 << 20).readableBytesView)
        guard (200..<300).contains(Int(response.status.code)) else {
            let problem = try? JSONDecoder().decode(Problem.self, from: body)
            throw Refused(
                code: problem?.code ?? "\(response.status.code)",
                description: problem?.detail
                    ?? "\(url) answered \(response.status.code) and is not a Steward. Check --server."
            )
        }
        return body
    }
}
