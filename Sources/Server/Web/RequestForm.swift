import Domain
import Hummingbird

extension Request {
    /// The text fields of a form without files, in either encoding. Files that come along are read past.
    ///
    /// - Throws: a `Refusal` (`FORM_TYPE`, `FORM_TOO_LARGE`, `FORM_MALFORMED`, `FORM_NOT_TEXT`, `FORM_INCOMPLETE`).
    func form(limits: FormFields.Limits = .init()) async throws -> FormFields {
        let contentType = headers[.contentType]
        guard contentType?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true else {
            var multipart = Multipart.Limits(totalBytes: limits.totalBytes)
            multipart.parts = limits.fields
            multipart.nameBytes = limits.nameBytes
            multipart.valueBytes = limits.valueBytes
            return try await Multipart.read(body, contentType: contentType, limits: multipart) { _ in Multipart.ignore }
        }
        return try URLEncodedForm.decode(try await bytes(upTo: limits.totalBytes), limits: limits)
    }

    /// The whole body, for the few that are wanted whole: a form, a picture.
    ///
    /// - Parameters:
    ///   - most: bytes at most; a larger body is refused before it is read to its end.
    ///   - refusal: how; `FORM_TOO_LARGE` when nothing else is said.
    func bytes(upTo most: Int, else refusal: Refusal? = nil) async throws -> [UInt8] {
        let refusal = refusal ?? FormRefusal.tooLarge(most)
        if let declared = headers[.contentLength].flatMap({ Int($0) }), declared > most { throw refusal }
        var bytes: [UInt8] = []
        for try await chunk in body {
            guard bytes.count + chunk.readableBytes <= most else { throw refusal }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }
}

extension Request {
    /// The fields of the address's query; a malformed query counts as none.
    var query: FormFields {
        guard let query = uri.query, let fields = try? URLEncodedForm.decode(query.utf8) else { return FormFields() }
        return fields
    }
}
