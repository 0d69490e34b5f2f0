package import NIOCore

/// A form with files: `multipart/form-data` (RFC 7578), read as it arrives.
///
/// Text fields are collected up to their limits. The bytes of a file go on to the caller as they come, so that a body
/// is never held whole in memory: what waits here is one chunk and a boundary's length.
package enum Multipart {
    /// How much of each thing is read at most.
    package struct Limits: Sendable {
        /// Parts, files and text fields together.
        package var parts = 64
        /// Bytes of one part's header lines, and of what stands before the first part.
        package var headerBytes = 8 << 10
        /// Bytes of a field's name and of a text field's value.
        package var nameBytes = 200
        package var valueBytes = 64 << 10
        /// Bytes of all text values together.
        package var allValuesBytes = 512 << 10
        /// Bytes of the whole body.
        package var totalBytes: Int

        /// - Parameter totalBytes: what the largest wanted file needs, plus some 64 KB for the rest.
        package init(totalBytes: Int) { self.totalBytes = totalBytes }
    }

    /// Takes the bytes of one file, in order. It may suspend: the sender is then slowed down.
    package typealias Sink = (ByteBuffer) async throws -> Void

    /// For a file that nobody asked for.
    package static func ignore(_: ByteBuffer) {}

    /// Reads a whole body.
    ///
    /// When it throws, the caller discards what its sinks took: only a return says that the body was complete.
    /// - Parameters:
    ///   - contentType: the request's `content-type` field.
    ///   - fileFields: names that are files even when the client sends no `filename`.
    ///   - file: called at the beginning of each file; gives where its bytes go, or throws to refuse it. Not called for
    ///     an empty file input of a browser.
    /// - Returns: the text fields.
    /// - Throws: a `Refusal` (`FORM_TYPE`, `FORM_MALFORMED`, `FORM_INCOMPLETE`, `FORM_NOT_TEXT`, `FORM_TOO_LARGE`),
    ///   or what the body or a sink throws.
    package static func read<Body: AsyncSequence>(
        _ body: Body,
        contentType: String?,
        limits: Limits,
        fileFields: Set<String> = [],
        file: (FilePart) async throws -> Sink
    ) async throws -> FormFields where Body.Element == ByteBuffer {
        var parser = MultipartParser(
            boundary: try MultipartHeaders.boundary(contentType: contentType),
            limits: limits,
            fileFields: fileFields
        )
        var fields = FormFields()
        var sink: Sink = ignore
        for try await chunk in body {
            try parser.feed(chunk)
            while let event = try parser.next() {
                switch event {
                case .field(let name, let value): fields.append(name: name, value: value)
                case .fileBegins(let part): sink = try await file(part)
                case .fileBytes(let bytes): try await sink(bytes)
                case .fileEnds: sink = ignore
                }
            }
        }
        try parser.finish()
        return fields
    }
}

/// What the sender says of a file. All of it is a claim: for display, never to decide by.
package struct FilePart: Sendable, Equatable {
    /// The form field's name.
    package let name: String
    /// The last component of the name it had on the sender's machine, without control characters; may be empty.
    package let fileName: String
    /// The declared type, as sent.
    package let contentType: String?
}
