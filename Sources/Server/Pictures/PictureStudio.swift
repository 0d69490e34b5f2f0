import Dispatch
import Domain
import Synchronization

/// Where pictures are worked on: one after the other, on a thread of its own.
///
/// Decoding takes up to seconds and 200 MB, so it neither runs on the cooperative pool, which has a thread a core for
/// everything, nor twice at the same time. Who comes when the line is full is told to try again.
package final class PictureStudio: Sendable {
    private let queue = DispatchQueue(label: "steward.pictures")
    private let line = Mutex(0)
    private let mostWaiting: Int

    /// - Parameter mostWaiting: pictures waiting or in work at most; each holds up to 4 MB as sent.
    package init(mostWaiting: Int = 16) { self.mostWaiting = mostWaiting }

    /// Makes a picture that somebody sent fit to keep.
    ///
    /// - Parameters:
    ///   - bytes: the picture as sent; read no more than `kind.mostBytes` plus one of a body.
    ///   - field: the form's field that a refusal should stand at.
    /// - Throws: a `Refusal`: `PICTURE_FORMAT`, `PICTURE_NOT_READABLE`, `PICTURE_TOO_LARGE`, `PICTURE_TOO_SMALL`,
    ///   `PICTURE_NOT_SQUARE`, `PICTURE_TOO_LONG`, or `PICTURE_BUSY` when the line is full.
    package func prepare(_ bytes: [UInt8], as kind: PictureKind, field: String? = nil) async throws -> PreparedPicture {
        do {
            return try await run { try PreparePicture.run(bytes, as: kind) }
        } catch let refusal as Refusal {
            throw field.map(refusal.at(field:)) ?? refusal
        }
    }

    /// A QR code as PNG, with a logo that was prepared before.
    package func png(of code: QRCode, scale: Int, logo: [UInt8]?) async throws -> [UInt8] {
        try await run { try code.png(scale: scale, logo: logo) }
    }

    /// A QR code as SVG, with a logo that was prepared before.
    package func svg(of code: QRCode, logo: [UInt8]?, title: String? = nil) async throws -> String {
        try await run { try code.svg(logo: logo, title: title) }
    }

    private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        let isFull = line.withLock { waiting in
            guard waiting < mostWaiting else { return true }
            waiting += 1
            return false
        }
        if isFull { throw PictureRefusal.busy }
        defer { line.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}
