import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Gets one package into the store: as a difference to what is here where the server has one, else as a whole; goes on where
/// the last attempt was cut.
struct PackageDownload {
    let package: Answer.Package
    let store: PackageStore
    let http: HTTP
    /// The package that is here, for a difference.
    let base: Answer.Package?

    func run() async throws {
        if let base, store.has(base), store.size(of: store.part(package.sha256)) == nil {
            let patch = try await receive(asking: base)
            if let patch, (try? apply(patch, to: base)) != nil { return }
        }
        if store.size(of: store.part(package.sha256)) != package.size { _ = try await receive(asking: nil) }
        try store.place(package)
    }

    private func apply(_ patch: Data, to base: Answer.Package) throws {
        let old = try Data(contentsOf: store.file(base.sha256), options: .mappedIfSafe)
        try Patch.apply(patch, to: old, size: package.size).write(to: store.part(package.sha256))
        try store.place(package)
    }

    /// Receives the package into its part file, or gives a difference to `base` if the server chose to send one.
    private func receive(asking base: Answer.Package?) async throws -> Data? {
        let part = store.part(package.sha256)
        var request = URLRequest(url: package.url, cachePolicy: .reloadIgnoringLocalCacheData)
        // What is compressed on the way could not be resumed.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        let start = store.size(of: part) ?? 0
        if let base {
            request.url?.append(queryItems: [URLQueryItem(name: "have", value: base.sha256)])
        } else if start > 0 {
            request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range")
            request.setValue("\"\(package.sha256)\"", forHTTPHeaderField: "If-Range")
        }
        var (patch, file, received): (Data?, FileHandle?, Int) = (nil, nil, 0)
        defer { try? file?.close() }
        for try await piece in http.send(request) {
            switch piece {
            case .head(let head) where head.status == 200 && base != nil && head["steward-patch-from"] == base?.sha256:
                patch = Data()
            case .head(let head):
                received = try continues(head, at: start) ? start : 0
                file = try open(part, at: received)
            case .bytes(let bytes):
                received += bytes.count
                // A difference larger than the package is none: unfit as far as it came.
                if let patch, received > package.size { return patch }
                guard received <= package.size else {
                    try? FileManager.default.removeItem(at: part)
                    throw CheckFailure.tooLong
                }
                patch?.append(bytes)
                try file?.write(contentsOf: bytes)
            }
        }
        try Task.checkCancellation()
        return patch
    }

    /// Whether the body goes on at `start`, or is the package from its beginning.
    private func continues(_ head: HTTP.Head, at start: Int) throws -> Bool {
        switch head.status {
        case 200: return false
        case 206 where head["content-range"]?.hasPrefix("bytes \(start)-") == true: return true
        case 206, 416:
            // What is here does not fit what the server has: from the beginning next time.
            try? FileManager.default.removeItem(at: store.part(package.sha256))
            throw CheckFailure.wrongPackage
        case 404, 410: throw CheckFailure.packageGone
        default: throw head.failure
        }
    }

    private func open(_ file: URL, at offset: Int) throws -> FileHandle {
        if offset == 0 { try Data().write(to: file) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        return handle
    }
}
