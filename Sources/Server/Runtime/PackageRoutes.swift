import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Hands out packages by their SHA-256: what was ever gray or released to everybody, anything else to whoever holds a run key.
struct PackageRoutes {
    let platform: Platform
    let keys: RunKeys

    /// Bytes that are read from the disk at a time.
    private static let chunk = 256 * 1024

    func add(to routes: Routes) {
        routes.open(.get, "/runtime/v1/packages/{sha256}", .runtimeAsk) { try await package($0, $1) }
    }

    private func package(_ request: Request, _ context: AppContext) async throws -> Response {
        let name = try context.parameters.require("sha256")
        guard let hash = PackageHash(hex: name), hash.hex == name else { throw Refusal.notFound }
        try await authorise(hash, key: request.query["key"])
        let path = try platform.blobs.path(of: name)
        guard let size = try await platform.engine.read({ try PackageQueries($0).size(of: hash) }) else {
            throw Refusal.notFound
        }
        let tag = "\"\(name)\""
        var headers: HTTPFields = [
            .contentType: "application/zip", .eTag: tag, .acceptRanges: "bytes",
            .cacheControl: "public, max-age=31536000, immutable",
        ]
        if let wanted = request.headers[.ifNoneMatch], ETag.matches(wanted, tag) {
            return Response(status: .notModified, headers: headers)
        }
        switch ByteRange.read(request.headers, tag: tag, size: size) {
        case .whole:
            let body = try await FileIO().loadFile(path: path, context: context, chunkLength: Self.chunk)
            return Response(status: .ok, headers: headers, body: body)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            let part = Int(range.lowerBound)...Int(range.upperBound)
            let body = try await FileIO().loadFile(path: path, range: part, context: context, chunkLength: Self.chunk)
            return Response(status: .partialContent, headers: headers, body: body)
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    private func authorise(_ hash: PackageHash, key text: String?) async throws {
        switch try await platform.engine.read({ try PackageQueries($0).standing(of: hash) }) {
        case .open: return
        case .takenDown: throw Refusal.packageGone
        case .closed: break
        }
        guard let text, let key = try await keys.key(text) else { throw Refusal.notFound }
        let now = platform.world.now()
        let served = try await platform.engine.read { db in
            switch key.subject {
            case .version(let id): try VersionQueries(db).served(id)
            case .preview(let code): try PreviewQueries(db).served(code, at: now)
            }
        }
        guard served?.packageHash == hash.hex else { throw Refusal.notFound }
    }
}

extension Refusal {
    static let packageGone = Refusal(
        code: "PACKAGE_TAKEN_DOWN",
        status: 410,
        words: Words("这个代码包已被平台强制下架。", "This package was taken down by the platform.")
    )
}
