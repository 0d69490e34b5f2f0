import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOPosix

/// The problem document (RFC 9457) of a server that refuses.
struct ServerProblem: Decodable {
    struct Field: Decodable {
        let field: String
        let message: String
    }

    let detail: String
    let code: String
    let fields: [Field]?
    let requestID: String?

    private enum CodingKeys: String, CodingKey {
        case detail, code, fields
        case requestID = "request_id"
    }

    /// One line with the cause and the cure.
    static func failure(status: Int, _ body: Data, server: String) -> Failure {
        guard let problem = try? JSONDecoder().decode(ServerProblem.self, from: body) else {
            // A proxy in front answers so while the server restarts.
            let text = "\(server) answers \(status), but not as Steward does. Is --server right?"
            return Failure(text, mayPass: [502, 503, 504].contains(status))
        }
        if status == 401 {
            return Failure("The server does not accept this token: it is wrong, expired or revoked. Make a new one.")
        }
        var text = problem.detail
        if let fields = problem.fields, fields.count > 1 {
            text = fields.map { "\($0.field): \($0.message)" }.joined(separator: " ")
        }
        let mark = status >= 500 ? problem.requestID.map { "\(problem.code), request \($0)" } : nil
        return Failure("\(text) (\(mark ?? problem.code))", mayPass: status == 429 || status == 503)
    }

    /// Why no answer came.
    static func unreachable(_ server: String, _ error: any Error) -> Failure {
        let cause: String
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first?.error as? IOError {
                cause = String(cString: strerror(first.errnoCode))
            } else if error.connectionErrors.isEmpty {
                cause = "its name is not known"
            } else {
                cause = "no connection"
            }
        case let error as HTTPClientError where error == .connectTimeout: cause = "no connection within 10 seconds"
        case let error as HTTPClientError where error == .remoteConnectionClosed: cause = "it hung up"
        case let error as HTTPClientError where error == .readTimeout: cause = "it stopped answering"
        case let error as IOError: cause = String(cString: strerror(error.errnoCode))
        default: cause = "\(error)".split(separator: "\n").first.map(String.init) ?? "unknown cause"
        }
        let text = "\(server) cannot be reached: \(cause). Is it running, and is --server right?"
        return Failure(text, mayPass: true)
    }
}
