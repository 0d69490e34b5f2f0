import Foundation
import NIOCore

/// A `multipart/form-data` body that is read from disk while it is sent, so that no file is ever held whole.
struct MultipartBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private enum Piece: Sendable {
        case bytes([UInt8])
        case file(path: String, size: Int64)
    }

    private var pieces: [Piece] = []
    private(set) var length: Int64 = 0
    private let boundary: String
    /// Told after each piece how many bytes are on their way.
    var onProgress: @Sendable (Int64) -> Void = { _ in }

    /// - Parameter boundary: text that occurs in no part; at most 70 letters, digits and `-`.
    init(boundary: String = "steward-" + UUID().uuidString) { self.boundary = boundary }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    mutating func add(field name: String, _ value: String) {
        add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
    }

    mutating func add(file name: String, path: String, size: Int64) {
        add(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(name).zip\"\r\n"
                + "Content-Type: application/zip\r\n\r\n"
        )
        pieces.append(.file(path: path, size: size))
        length += size
        add("\r\n")
    }

    /// Ends the body; nothing may be added afterwards.
    mutating func finish() { add("--\(boundary)--\r\n") }

    private mutating func add(_ text: String) {
        pieces.append(.bytes(Array(text.utf8)))
        length += Int64(text.utf8.count)
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        private static let chunk = 256 << 10
        private let body: MultipartBody
        private var next = 0
        private var file: (handle: FileHandle, rest: Int64)?
        private var sent: Int64 = 0

        fileprivate init(body: MultipartBody) { self.body = body }

        mutating func next() async throws -> ByteBuffer? {
            while true {
                if let (handle, rest) = file {
                    guard rest > 0 else {
                        try handle.close()
                        file = nil
                        continue
                    }
                    guard let data = try handle.read(upToCount: Int(Swift.min(rest, Int64(Self.chunk)))), !data.isEmpty
                    else { throw steward.Failure("The package became shorter while it was sent. Send it again.") }
                    file = (handle, rest - Int64(data.count))
                    return count(ByteBuffer(bytes: data))
                }
                guard next < body.pieces.count else { return nil }
                let piece = body.pieces[next]
                next += 1
                switch piece {
                case .bytes(let bytes): return count(ByteBuffer(bytes: bytes))
                case .file(let path, let size):
                    file = (try FileHandle(forReadingFrom: URL(fileURLWithPath: path)), size)
                }
            }
        }

        private mutating func count(_ buffer: ByteBuffer) -> ByteBuffer {
            sent += Int64(buffer.readableBytes)
            body.onProgress(sent)
            return buffer
        }
    }
}
