import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Server

/// Talks to the JSON API of a server about one mini program.
struct ServerConnection: Sendable {
    let server: String
    let app: String
    private let token: String
    private let client: HTTPClient

    init(server: String, token: String, app: String) {
        (self.server, self.token, self.app) = (server, token, app)
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        // How long nothing may move; an inspection takes seconds.
        configuration.timeout.read = .seconds(120)
        // Trying again and again would only keep the person waiting.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws { try await client.shutdown() }

    /// What a request carries.
    enum Body: Sendable {
        case nothing
        /// Streamed from disk.
        case multipart(MultipartBody)
        case json(Data)
        case picture(Data)

        var contentType: String? {
            switch self {
            case .nothing: nil
            case .multipart(let body): body.contentType
            case .json: "application/json"
            case .picture(let bytes): bytes.first == 0x89 ? "image/png" : "image/jpeg"
            }
        }
    }

    /// Sends a request about the mini program and gives the answer's body.
    ///
    /// - Parameter path: what follows `/api/v1/apps/{app_id}`.
    /// - Throws: a `Failure` when the server refuses, cannot be reached, or is none of ours.
    func send(_ method: HTTPMethod, _ path: String, _ body: Body = .nothing) async throws -> Data {
        try await sendToServer(method, "/apps/\(app)\(path)", body)
    }

    /// The same with a value as JSON.
    func send(_ method: HTTPMethod, _ path: String, json: some Encodable) async throws -> Data {
        try await send(method, path, .json(try JSONEncoder().encode(json)))
    }

    /// A request about the server itself: `path` is what follows `/api/v1`.
    func sendToServer(_ method: HTTPMethod, _ path: String, _ body: Body = .nothing) async throws -> Data {
        var request = HTTPClientRequest(url: "\(server)/api/v1\(path)")
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Accept-Language", value: Terminal.language.rawValue)
        if let type = body.contentType { request.headers.add(name: "Content-Type", value: type) }
        switch body {
        case .nothing: break
        case .multipart(let body): request.body = .stream(body, length: .known(body.length))
        case .json(let data), .picture(let data): request.body = .bytes(ByteBuffer(bytes: data))
        }
        do {
            let response = try await client.execute(request, timeout: .hours(1))
            let data = Data(try await response.body.collect(upTo: 16 << 20).readableBytesView)
            guard (200..<300).contains(response.status.code) else {
                throw ServerProblem.failure(status: Int(response.status.code), data, server: server)
            }
            return data
        } catch let failure as Failure {
            throw failure
        } catch {
            throw ServerProblem.unreachable(server, error)
        }
    }

    /// Decodes an answer; one that is no JSON of ours comes from another program.
    static func decode<Answer: Decodable>(_: Answer.Type, from data: Data) throws -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: data)
        } catch {
            throw Failure("The server does not answer as Steward \(Release.version) does. Is --server right?")
        }
    }
}
