import Domain
import HTTPTypes
import Hummingbird

extension Request {
    /// A body that is a picture, whole; refused as soon as it is larger than its kind may be.
    func picture(_ kind: PictureKind) async throws -> [UInt8] {
        try await bytes(upTo: kind.mostBytes, else: PictureRefusal.tooManyBytes(kind))
    }

    /// The one picture of a form, whole.
    func picture(field: String, upTo kind: PictureKind) async throws -> [UInt8] {
        let (_, picture) = try await form(withPicture: field, kind)
        guard !picture.isEmpty else {
            throw Refusal.invalid([
                FieldProblem(field: field, words: Words("请选择一张图片。", "Please choose a picture."))
            ])
        }
        guard picture.count <= kind.mostBytes else { throw PictureRefusal.tooManyBytes(kind).at(field: field) }
        return picture
    }

    /// A form with a picture in it, empty where none was chosen. One that is too large comes with one byte more than it may
    /// have, which says so without keeping all of it.
    func form(withPicture field: String, _ kind: PictureKind) async throws -> (fields: FormFields, picture: [UInt8]) {
        let most = kind.mostBytes
        var picture: [UInt8] = []
        let fields = try await Multipart.read(
            body,
            contentType: headers[.contentType],
            limits: .init(totalBytes: most + 64 << 10),
            fileFields: [field]
        ) { part in
            guard part.name == field else { return Multipart.ignore }
            return { picture += $0.readableBytesView.prefix(most + 1 - picture.count) }
        }
        return (fields, picture)
    }
}
