import Domain
import Hummingbird
import NIOCore

/// A form with several pictures, read whole; what is too much is left out and said, so that nothing else that was typed is
/// lost with it.
struct ReceivedForm: Sendable {
    struct File: Sendable {
        let field: String
        let name: String
        var bytes: [UInt8] = []
        var isTooLarge = false
        /// There was no room for it beside the others.
        var isTooMany = false
    }

    let fields: FormFields
    let files: [File]

    /// Bytes of pictures that are held at once.
    private static let mostHeld = 24 << 20
    /// What a browser may send: photographs that turn out too large are read past.
    private static let mostSent = 160 << 20
    private static let mostParts = 200

    init(_ request: Request) async throws {
        var limits = Multipart.Limits(totalBytes: Self.mostSent)
        limits.parts = Self.mostParts
        let contentType = request.headers[.contentType]
        guard contentType?.lowercased().hasPrefix("multipart/") == true else {
            (fields, files) = (try await request.form(), [])
            return
        }
        var files: [File] = []
        var held = 0
        fields = try await Multipart.read(request.body, contentType: contentType, limits: limits) { part in
            files.append(File(field: part.name, name: part.fileName))
            let index = files.count - 1
            return { buffer in
                guard !files[index].isTooLarge, !files[index].isTooMany else { return }
                if files[index].bytes.count + buffer.readableBytes > PictureKind.screenshot.mostBytes {
                    files[index].isTooLarge = true
                } else if held + buffer.readableBytes > Self.mostHeld {
                    files[index].isTooMany = true
                } else {
                    held += buffer.readableBytes
                    files[index].bytes.append(contentsOf: buffer.readableBytesView)
                    return
                }
                held -= files[index].bytes.count
                files[index].bytes = []
            }
        }
        self.files = files
    }
}

extension AddPicture {
    /// Keeps the pictures of a form. Those that are refused stand in the problems, at the field that they came by.
    func all(
        of form: ReceivedForm,
        in app: AuthorisedApp
    ) async throws -> (kept: [(field: String, id: ID<Picture>)], problems: [FieldProblem]) {
        var kept: [(field: String, id: ID<Picture>)] = []
        var problems: [FieldProblem] = []
        for file in form.files where file.field.hasSuffix(Self.fileSuffix) {
            let field = String(file.field.dropLast(Self.fileSuffix.count))
            do {
                if file.isTooMany { throw Self.tooMany }
                if file.isTooLarge { throw PictureRefusal.tooManyBytes(.screenshot) }
                kept.append((field, try await self(file.bytes, in: app)))
            } catch let refusal as Refusal {
                let name = String(PlainText.line(file.name).prefix(40))
                let words = Words("\(name)：\(refusal.words.zh)", "\(name): \(refusal.words.en)")
                let place = field == "screenshots" ? field : "\(field).pictures"
                problems.append(FieldProblem(field: place, words: name.isEmpty ? refusal.words : words))
            }
        }
        return (kept, problems)
    }

    /// What the file input of a list of pictures is called: `screenshots.file` for `screenshots`.
    static let fileSuffix = ".file"

    private static let tooMany = Refusal(
        code: "FORM_TOO_LARGE",
        status: 413,
        words: Words("一次选的图片太多，请分几次上传。", "Too many at once. Upload them in several goes.")
    )
}
