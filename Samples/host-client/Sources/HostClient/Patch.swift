import CZstdDecoder
import Foundation

/// A package as the difference to another: a Zstandard frame whose prefix is the package that is here, as
/// `zstd --patch-from` makes it.
enum Patch {
    struct Unfit: Error {}

    /// What `patch` makes of `base`. Never writes more than `size` bytes, whatever the frame says of itself.
    static func apply(_ patch: Data, to base: Data, size: Int) throws -> Data {
        guard let decoder = ZSTD_createDCtx() else { throw Unfit() }
        defer { ZSTD_freeDCtx(decoder) }
        var result = Data(count: size)
        let written = base.withUnsafeBytes { base in
            patch.withUnsafeBytes { patch in
                result.withUnsafeMutableBytes { result in
                    // The prefix is referred to, not copied: decoding has to happen in here.
                    let prefixed = ZSTD_DCtx_refPrefix(decoder, base.baseAddress, base.count)
                    guard ZSTD_isError(prefixed) == 0 else { return prefixed }
                    return ZSTD_decompressDCtx(
                        decoder,
                        result.baseAddress,
                        result.count,
                        patch.baseAddress,
                        patch.count
                    )
                }
            }
        }
        guard ZSTD_isError(written) == 0, written == size else { throw Unfit() }
        return result
    }
}
