import CZstd
import Foundation
import TestSupport

/// Two packages that have most of their bytes in common, and what leads from one to the other.
enum HostPackages {
    static let first = make(200_000, seed: 1)

    static let second: Data = first.prefix(90_000) + make(3000, seed: 2) + first.dropFirst(95_000)

    static func make(_ count: Int, seed: UInt64) -> Data {
        var generator = SeededGenerator(seed: seed)
        return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// A frame as `zstd --patch-from` makes it.
    static func patch(from base: Data, to new: Data) throws -> Data {
        guard let encoder = ZSTD_createCCtx() else { throw SiteFailure("no encoder") }
        defer { ZSTD_freeCCtx(encoder) }
        var result = Data(count: ZSTD_compressBound(new.count))
        let written = base.withUnsafeBytes { base in
            new.withUnsafeBytes { new in
                result.withUnsafeMutableBytes { result in
                    _ = ZSTD_CCtx_setParameter(encoder, ZSTD_c_windowLog, 20)
                    _ = ZSTD_CCtx_setParameter(encoder, ZSTD_c_enableLongDistanceMatching, 1)
                    _ = ZSTD_CCtx_refPrefix(encoder, base.baseAddress, base.count)
                    return ZSTD_compress2(encoder, result.baseAddress, result.count, new.baseAddress, new.count)
                }
            }
        }
        guard ZSTD_isError(written) == 0 else { throw SiteFailure("no patch") }
        return result.prefix(written)
    }
}
