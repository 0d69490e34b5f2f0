import Domain
import NIOCore
import TestSupport

@testable import Server

/// What a body was read as: everything that a caller of `Multipart.read` sees.
enum FormOutcome: Equatable {
    struct File: Equatable {
        var part: FilePart
        var bytes: [UInt8]
    }

    case read(FormFields, [File])
    case refused(code: String)

    var code: String? {
        if case .refused(let code) = self { code } else { nil }
    }

    var files: [File] {
        if case .read(_, let files) = self { files } else { [] }
    }

    var fields: FormFields? {
        if case .read(let fields, _) = self { fields } else { nil }
    }
}

enum SampleForm {
    static let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    static let contentType = "multipart/form-data; boundary=\(boundary)"

    struct Part {
        var headers: [String]
        var body: [UInt8]

        static func text(_ name: String, _ value: String) -> Part {
            Part(headers: ["Content-Disposition: form-data; name=\"\(name)\""], body: Array(value.utf8))
        }

        static func file(_ name: String, _ fileName: String, _ body: [UInt8]) -> Part {
            Part(
                headers: [
                    "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"",
                    "Content-Type: application/zip",
                ],
                body: body
            )
        }
    }

    /// Content that looks like boundaries and is none.
    static let tricky = Array(
        "PK\r\n--\r\n------WebKitFormBoundary7MA4YWxkTrZu0g\r\n\r\r\n----\n------WebKitFormBoundary7MA4YWxkTrZu0gW\r"
            .utf8
    )

    static let parts: [Part] = [
        .text("version", "1.2.3"), .file("package", "山丘咖啡.zip", tricky), .text("description", "支持会员卡\r\n叠加优惠券"),
        .text("empty", ""), .file("source_maps", "", []), .file("nothing", "empty.zip", []), .text("version", "1.2.4"),
    ]

    static func body(_ parts: [Part] = parts, preamble: String = "", epilogue: String = "\r\n") -> [UInt8] {
        var bytes = Array(preamble.utf8)
        for part in parts {
            bytes += Array("--\(boundary)\r\n".utf8)
            for header in part.headers { bytes += Array("\(header)\r\n".utf8) }
            bytes += [0x0d, 0x0a] + part.body + [0x0d, 0x0a]
        }
        return bytes + Array("--\(boundary)--\(epilogue)".utf8)
    }

    /// Reads a body that arrives in these pieces.
    static func read(
        _ chunks: [[UInt8]],
        contentType: String? = contentType,
        limits: Multipart.Limits = .init(totalBytes: 1 << 20),
        fileFields: Set<String> = []
    ) async throws -> FormOutcome {
        let stream = AsyncStream { continuation in
            for chunk in chunks { continuation.yield(ByteBuffer(bytes: chunk)) }
            continuation.finish()
        }
        var files: [FormOutcome.File] = []
        do {
            let fields = try await Multipart.read(
                stream,
                contentType: contentType,
                limits: limits,
                fileFields: fileFields
            ) { part in
                files.append(.init(part: part, bytes: []))
                return { files[files.count - 1].bytes += $0.readableBytesView }
            }
            return .read(fields, files)
        } catch let refusal as Refusal {
            return .refused(code: refusal.code)
        }
    }

    /// Cuts a body at random places; some pieces are empty.
    static func chunked(_ body: [UInt8], by random: inout SeededGenerator) -> [[UInt8]] {
        let most = [1, 3, 40, 400].randomElement(using: &random) ?? 1
        var chunks: [[UInt8]] = []
        var rest = body[...]
        while !rest.isEmpty {
            let count = Int.random(in: 0...most, using: &random)
            chunks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}
