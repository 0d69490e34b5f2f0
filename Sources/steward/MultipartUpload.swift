import AsyncHTTPClient
import Foundation
import NIOCore

/// A form with files as a request body, read from disk while it is sent.
struct MultipartUpload: Sendable {
    fileprivate enum Part: Sendable {
        case bytes([UInt8])
        case file(path: String)
    }

    private let parts: [Part]
    private let boundary: String
    /// The body's whole length in bytes.
    let length: Int

    /// `files` are the paths by field.
    init(fields: [(name: String, value: String)], files: [(name: String, path: String)]) throws {
        let boundary = "steward-\(UUID().uuidString)"
        var parts: [Part] = []
        var length = 0
        func add(_ text: String) {
            parts.append(.bytes(Array(text.utf8)))
            length += text.utf8.count
        }
        for field in fields {
            add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value)\r\n")
        }
        for file in files {
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            guard let size = attributes[.size] as? Int else { throw CommandFailed("\(file.path) cannot be read.") }
            let disposition = "form-data; name=\"\(file.name)\"; filename=\"\(file.name).zip\""
            add("--\(boundary)\r\nContent-Disposition: \(disposition)\r\nContent-Type: application/zip\r\n\r\n")
            parts.append(.file(path: file.path))
            length += size
            add("\r\n")
        }
        add("--\(boundary)--\r\n")
        (self.parts, self.boundary, self.length) = (parts, boundary, length)
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The body in pieces; `sent` hears how many bytes went out so far.
    func body(sent: @escaping @Sendable (Int) -> Void) -> HTTPClientRequest.Body {
        .stream(Pieces(parts: parts, sent: sent), length: .known(Int64(length)))
    }

    /// The parts one after the other, files in pieces of 64 KB; each is read when the one before has been taken.
    private struct Pieces: AsyncSequence, Sendable {
        let parts: [Part]
        let sent: @Sendable (Int) -> Void

        func makeAsyncIterator() -> Iterator { Iterator(rest: parts[...], sent: sent) }

        struct Iterator: AsyncIteratorProtocol {
            var rest: ArraySlice<Part>
            let sent: @Sendable (Int) -> Void
            private var file: FileHandle?
            private var total = 0

            init(rest: ArraySlice<Part>, sent: @escaping @Sendable (Int) -> Void) {
                (self.rest, self.sent) = (rest, sent)
            }

            mutating func next() async throws -> ByteBuffer? {
                while true {
                    if let open = file {
                        if let data = try open.read(upToCount: 64 * 1024), !data.isEmpty {
                            return give(ByteBuffer(bytes: data))
                        }
                        file = nil
                    }
                    switch rest.popFirst() {
                    case nil: return nil
                    case .bytes(let bytes): return give(ByteBuffer(bytes: bytes))
                    case .file(let path):
                        guard let open = FileHandle(forReadingAtPath: path) else {
                            throw CommandFailed("\(path) cannot be read.")
                        }
                        file = open
                    }
                }
            }

            private mutating func give(_ buffer: ByteBuffer) -> ByteBuffer {
                total += buffer.readableBytes
                sent(total)
                return buffer
            }
        }
    }
}
