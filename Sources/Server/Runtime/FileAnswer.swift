import HTTPTypes
import Hummingbird

/// A file that never changes, as an answer: whole or a part of it, or that the client has it.
struct FileAnswer {
    let path: String
    /// In bytes.
    let size: Int64
    /// A strong entity tag, with its quotes.
    let tag: String
    let type: String
    let cache: String
    var more: HTTPFields = [:]

    static let forever = "public, max-age=31536000, immutable"

    /// Bytes that are read from the disk at a time.
    private static let chunk = 256 * 1024

    /// Whether the request asks for a part under the condition that this is what it began with.
    func isContinued(by headers: HTTPFields) -> Bool { headers[.range] != nil && headers[.ifRange] == tag }

    func response(to request: Request, _ context: AppContext, _ platform: Platform) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: type, .eTag: tag, .acceptRanges: "bytes", .cacheControl: cache,
        ]
        headers.append(contentsOf: more)
        if let wanted = request.headers[.ifNoneMatch], ETag.matches(wanted, tag) {
            return Response(status: .notModified, headers: headers)
        }
        switch ByteRange.read(request.headers, tag: tag, size: size) {
        case .whole:
            let body = try await body(0...Int(size - 1), context, platform)
            return Response(status: .ok, headers: headers, body: body)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            let part = Int(range.lowerBound)...Int(range.upperBound)
            let body = try await body(part, context, platform)
            return Response(status: .partialContent, headers: headers, body: body)
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    private func body(
        _ part: ClosedRange<Int>,
        _ context: AppContext,
        _ platform: Platform
    ) async throws -> ResponseBody {
        guard platform.settings.sendsFiles else {
            return try await FileIO().loadFile(path: path, range: part, context: context, chunkLength: Self.chunk)
        }
        return FileSending(channel: context.channel, files: platform.openFiles).body(path: path, range: Range(part))
    }
}
