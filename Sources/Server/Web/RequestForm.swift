import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The text fields of a form without files, at most 256 KB, in whichever of the two encodings it came.
    ///
    /// - Throws: a `Refusal` (`FORM_TYPE`, `FORM_TOO_LARGE`, `FORM_MALFORMED`, `FORM_NOT_TEXT`).
    func form(limits: FormFields.Limits = .init()) async throws -> FormFields {
        let type = headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            return try await Multipart.read(body, contentType: type, limits: .init(totalBytes: limits.totalBytes)) {
                _ in
                Multipart.ignore
            }
        }
        // A button alone in its form sends no body and, by some clients, no type.
        guard type.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw FormRefusal.type
        }
        do {
            let buffer = try await body.collect(upTo: limits.totalBytes)
            return try URLEncodedForm.decode(buffer.readableBytesView, limits: limits)
        } catch is NIOTooManyBytesError {
            throw FormRefusal.tooLarge(limits.totalBytes)
        }
    }

    /// The fields of the address's query; malformed ones count as absent.
    var query: FormFields {
        guard let query = uri.query, let fields = try? URLEncodedForm.decode(query.utf8) else { return FormFields() }
        return fields
    }
}
