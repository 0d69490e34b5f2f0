package import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// A package that has arrived and was inspected: on disk, with nothing referring to it yet. Whatever is not kept goes with
/// the value.
package struct ReceivedPackage: Sendable {
    package let report: InspectionReport
    let content: Blobs.Content
    private let file: Blobs.Incoming
    private let sourceMaps: Blobs.Incoming?
    let sourceMapsHash: String?

    /// Inspects what was written. Throws the inspection's refusals, at the field `package`.
    init(_ file: Blobs.Incoming, sourceMaps: Blobs.Incoming? = nil, inspector: PackageInspector) async throws {
        content = try await file.finish()
        do {
            report = try await inspector.inspect(file: file.path)
        } catch let refusal as Refusal {
            throw refusal.at("package")
        }
        (self.file, self.sourceMaps) = (file, sourceMaps)
        sourceMapsHash = try await sourceMaps?.finish().sha256
    }

    /// Puts the files in their places. Belongs into the transaction, after the rows were accepted; may be repeated.
    func keep() throws {
        try file.keep()
        try sourceMaps?.keep()
    }
}

extension Platform {
    /// Takes a package that is at hand whole: demonstration data and tests.
    package func receivePackage(_ bytes: [UInt8]) async throws -> ReceivedPackage {
        let file = try blobs.incoming()
        try await offCooperativePool { try file.append(bytes) }
        return try await ReceivedPackage(file, inspector: inspector)
    }

    /// Reads an upload as it arrives: file parts go to disk, text fields are collected, and `use` gets both. What `use` did
    /// not keep is gone from the disk when this returns or throws.
    func withUpload<Result>(
        _ request: Request,
        _ use: (ReceivedPackage, FormFields) async throws -> Result
    ) async throws -> Result {
        try await withUpload(
            request.body,
            type: request.headers[.contentType],
            length: request.headers[.contentLength].flatMap { Int($0) },
            use
        )
    }

    /// - Parameter length: how long the sender says that the body is.
    func withUpload<Body: AsyncSequence, Result>(
        _ body: Body,
        type: String?,
        length: Int?,
        _ use: (ReceivedPackage, FormFields) async throws -> Result
    ) async throws -> Result where Body.Element == ByteBuffer {
        let upload = UploadParts(blobs: blobs)
        defer { upload.discard() }
        let most = PackageLimits.upload + VersionRules.sourceMaps + 1 << 20
        if let length, length > most { throw Refusal.packageTooLarge.at("package") }
        let limits = Multipart.Limits(totalBytes: most)
        let files: Set<String> = ["package", "source_maps"]
        let fields = try await Multipart.read(body, contentType: type, limits: limits, fileFields: files) { part in
            try await upload.begin(part)
        }
        try await upload.finish()
        guard let file = upload.package else {
            throw Refusal.invalid([
                FieldProblem(field: "package", words: Words("请选择代码包。", "Choose a package."))
            ])
        }
        let package = try await ReceivedPackage(file, sourceMaps: upload.sourceMaps, inspector: inspector)
        return try await use(package, fields)
    }
}

/// The file parts of one upload while it arrives.
private final class UploadParts {
    private let blobs: Blobs
    private(set) var package: Blobs.Incoming?
    private(set) var sourceMaps: Blobs.Incoming?
    private var current: (file: Blobs.Incoming, rest: Int, tooLarge: Refusal)?
    /// Small pieces are written together: each write goes to another thread and back.
    private var waiting = ByteBuffer()
    private static let together = 256 << 10

    init(blobs: Blobs) { self.blobs = blobs }

    func begin(_ part: FilePart) async throws -> Multipart.Sink {
        try await flush()
        switch part.name {
        case "package":
            guard package == nil else { throw FormRefusal.malformed("有两个代码包", "two packages") }
            let file = try blobs.incoming()
            package = file
            current = (file, PackageLimits.upload, Refusal.packageTooLarge.at("package"))
        case "source_maps":
            guard sourceMaps == nil else { throw FormRefusal.malformed("有两个源码映射", "two archives of source maps") }
            let file = try blobs.incoming()
            sourceMaps = file
            current = (file, VersionRules.sourceMaps, Self.sourceMapsTooLarge)
        default:
            return Multipart.ignore
        }
        return { [self] bytes in try await take(bytes) }
    }

    func finish() async throws { try await flush() }

    /// Takes away what was not kept.
    func discard() {
        package?.discard()
        sourceMaps?.discard()
    }

    private func take(_ bytes: ByteBuffer) async throws {
        guard let now = current else { return }
        // Refused as soon as it is too large, not when all of it has arrived.
        guard bytes.readableBytes <= now.rest else { throw now.tooLarge }
        current?.rest -= bytes.readableBytes
        waiting.writeImmutableBuffer(bytes)
        if waiting.readableBytes >= Self.together { try await flush() }
    }

    private func flush() async throws {
        guard waiting.readableBytes > 0, let file = current?.file else { return }
        let bytes = waiting
        try await offCooperativePool { try bytes.withUnsafeReadableBytes { try file.append($0) } }
        waiting = ByteBuffer()
    }

    private static let sourceMapsTooLarge = Refusal(
        code: "SOURCE_MAPS_TOO_LARGE",
        status: 413,
        words: Words("源码映射超过 50 MB，没有保存任何内容。", "The source maps are over 50 MB. Nothing was kept."),
        fields: [FieldProblem(field: "source_maps", words: Words("源码映射超过 50 MB。", "Over 50 MB."))]
    )
}
