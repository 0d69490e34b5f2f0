import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// An RFC 9457 problem document.
struct Problem: Encodable {
    struct Field: Encodable {
        let field: String
        let message: String
    }

    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    let code: String
    let requestID: String
    let fields: [Field]
    private let retryAfterSeconds: Int?

    init(_ refusal: Refusal, _ context: AppContext) {
        // With `about:blank` the title is the status's own phrase, which HTTPTypes does not know by number.
        title = HTTPResponseStatus(statusCode: refusal.status).reasonPhrase
        status = refusal.status
        detail = refusal.words[context.language]
        code = refusal.code
        requestID = context.id
        fields = refusal.fields.map { Field(field: $0.field, message: $0.words[context.language]) }
        retryAfterSeconds = refusal.retryAfterSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, code, fields
        case requestID = "request_id"
    }

    func response() throws -> Response {
        var response = try Response.json(self, status: HTTPResponse.Status(code: status))
        response.headers[.contentType] = "application/problem+json"
        if let retryAfterSeconds { response.headers[.retryAfter] = String(retryAfterSeconds) }
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Response {
    /// JSON with the keys in order, so that the same answer is the same bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var response = Response(
            status: status,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value)))
        )
        response.headers[.contentType] = "application/json; charset=utf-8"
        return response
    }

    /// 303, so that the browser asks for the new page with GET.
    static func redirect(to path: String) -> Response {
        var response = Response(status: .seeOther)
        response.headers[.location] = path
        return response
    }

    static func bytes(_ bytes: [UInt8], type: String, cache: String) -> Response {
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.contentType] = type
        response.headers[.cacheControl] = cache
        return response
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8", cache: String = "no-store") -> Response
    {
        bytes(Array(text.utf8), type: type, cache: cache)
    }

    static let empty = Response(status: .noContent)
}

extension Request {
    /// The JSON body, at most 256 KB; what cannot be read is refused with the place, a field that is not known
    /// with its name.
    func json<Body: Decodable>(_: Body.Type = Body.self) async throws -> Body {
        let buffer: ByteBuffer
        do {
            buffer = try await body.collect(upTo: 256 * 1024)
        } catch is NIOTooManyBytesError {
            throw Refusal.malformed(status: 413)
        }
        do {
            return try JSONDecoder().decode(ClosedJSON<Body>.self, from: Data(buffer.readableBytesView)).body
        } catch let error as DecodingError {
            throw Refusal(code: "MALFORMED_JSON", status: 400, words: error.words)
        }
    }
}

extension DecodingError {
    /// Where the JSON is wrong, without a word from the inside of the program.
    fileprivate var words: Words {
        func path(_ context: Context, _ last: (any CodingKey)? = nil) -> String {
            (context.codingPath + [last].compactMap(\.self)).map(\.stringValue).joined(separator: ".")
        }
        switch self {
        case .keyNotFound(let key, let context):
            return Words("缺少字段 \(path(context, key))。", "The field \(path(context, key)) is missing.")
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            return Words("请求内容应是一个 JSON 对象。", "The body must be a JSON object.")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return Words("字段 \(path(context)) 的类型不对。", "The field \(path(context)) has the wrong type.")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return Words("字段 \(path(context)) 的值不对。", "The field \(path(context)) has a wrong value.")
        case .dataCorrupted: return Words("请求内容不是有效的 JSON。", "The body is not valid JSON.")
        @unknown default: return Words("请求内容不是有效的 JSON。", "The body is not valid JSON.")
        }
    }
}
