import Domain
import Foundation
import Storage

extension Platform {
    /// Larger blobs are no pictures: what is kept was scaled down.
    private static let largestPicture = 8 << 20

    /// Makes a picture that somebody sent fit to keep, and keeps it. The row that refers to it is the caller's to write.
    ///
    /// Throws the refusals of `PictureStudio.prepare`, at `field` when one is given.
    func keepPicture(
        _ bytes: [UInt8],
        as kind: PictureKind,
        field: String? = nil
    ) async throws -> (picture: PreparedPicture, hash: String) {
        let picture = try await studio.prepare(bytes, as: kind, field: field)
        let blobs = blobs
        let hash = try await offCooperativePool { try blobs.store(picture.bytes) }
        return (picture, hash)
    }

    /// The bytes kept under a hash; nil when there are none, or too many for a picture.
    package func picture(_ hash: String) async throws -> [UInt8]? {
        let blobs = blobs
        return try await offCooperativePool {
            guard let path = try? blobs.path(of: hash), let size = try blobs.size(of: hash), size <= Self.largestPicture
            else { return nil }
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }
}
