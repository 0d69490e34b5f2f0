import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// A QR code as a picture: shown inside a page, or saved under a name that says what it opens.
struct CodePicture: Sendable {
    enum Format: String, Sendable { case png, svg }

    /// The link that it opens.
    let link: String

    /// The code as the source of an `<img>`: needs no request, and so no permission, of its own.
    func source() throws -> String {
        let svg = try QRCode(link).svg()
        return "data:image/svg+xml;base64,\(Data(svg.utf8).base64EncodedString())"
    }

    /// The code as a file, large enough for print, with the logo in the middle where there is one.
    func file(_ format: Format, named name: String, logo: [UInt8]?, _ studio: PictureStudio) async throws -> Response {
        let code = try QRCode(link, correction: logo == nil ? .medium : .high)
        let bytes: [UInt8] =
            switch format {
            case .png: try await studio.png(of: code, scale: 16, logo: logo)
            case .svg: Array(try await studio.svg(of: code, logo: logo, title: name).utf8)
            }
        var response = Response.bytes(bytes, type: format == .png ? "image/png" : "image/svg+xml", cache: "no-store")
        let fileName = "\(name).\(format)".addingPercentEncoding()
        response.headers[.contentDisposition] = "inline; filename=\"code.\(format)\"; filename*=UTF-8''\(fileName)"
        return response
    }
}
