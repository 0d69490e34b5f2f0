import CZstd
import Foundation

/// Differences between two files: a zstd frame (RFC 8878) made with the old file as the content before it. `zstd -d
/// --patch-from=OLD` and `ZSTD_DCtx_refPrefix` read it.
enum ZstdPatch {
    /// Patches are made once and sent often, so they may take their time.
    private static let level: Int32 = 19
    /// Bytes between two looks at whether somebody still waits.
    private static let step = 128 * 1024

    /// The patch; nil where it would be larger than `limit` bytes. The frame says its content's size and checksum.
    ///
    /// Blocks for up to two minutes, and takes about 150 MB, for two files of 20 MB. Throws `CancellationError` soon after
    /// `isCancelled` says so.
    static func make(
        from base: Data,
        to target: Data,
        atMost limit: Int,
        isCancelled: () -> Bool = { false }
    ) throws -> [UInt8]? {
        guard let context = ZSTD_createCCtx() else { throw ZstdFault("no memory for a patch") }
        defer { ZSTD_freeCCtx(context) }
        try check(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level))
        try check(ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1))
        try check(ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog(base.count + target.count)))
        try check(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1))
        try check(ZSTD_CCtx_setPledgedSrcSize(context, UInt64(target.count)))
        return try base.withUnsafeBytes { base in
            // The context refers to the old file's bytes until the frame is complete.
            try check(ZSTD_CCtx_refPrefix(context, base.baseAddress, base.count))
            return try target.withUnsafeBytes { target in
                try compress(target, context, atMost: limit, isCancelled)
            }
        }
    }

    /// The new file, made of the old one and a patch. Throws a `ZstdFault` where they do not belong together, or where the
    /// result would be larger than `limit` bytes.
    static func apply(_ patch: [UInt8], to base: Data, atMost limit: Int) throws -> [UInt8] {
        let size = patch.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        guard size <= UInt64(limit) else { throw ZstdFault("the patch does not say a size within the limit") }
        guard let context = ZSTD_createDCtx() else { throw ZstdFault("no memory for a patch") }
        defer { ZSTD_freeDCtx(context) }
        return try base.withUnsafeBytes { base in
            try check(ZSTD_DCtx_refPrefix(context, base.baseAddress, base.count))
            return try [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
                count = try patch.withUnsafeBytes { patch in
                    try check(
                        ZSTD_decompressDCtx(context, buffer.baseAddress, buffer.count, patch.baseAddress, patch.count)
                    )
                }
            }
        }
    }

    private static func compress(
        _ target: UnsafeRawBufferPointer,
        _ context: OpaquePointer,
        atMost limit: Int,
        _ isCancelled: () -> Bool
    ) throws -> [UInt8]? {
        var isComplete = false
        let patch = try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
            var input = ZSTD_inBuffer(src: target.baseAddress, size: 0, pos: 0)
            while !isComplete, output.pos < output.size {
                if isCancelled() { throw CancellationError() }
                input.size = min(target.count, input.pos + step)
                let isLast = input.size == target.count
                let left = try check(
                    ZSTD_compressStream2(context, &output, &input, isLast ? ZSTD_e_end : ZSTD_e_continue)
                )
                isComplete = isLast && left == 0
            }
            count = output.pos
        }
        return isComplete ? patch : nil
    }

    /// Of the smallest window in which the old file stays reachable to the new one's end.
    private static func windowLog(_ size: Int) -> Int32 {
        let log = Int.bitWidth - max(size - 1, 1).leadingZeroBitCount
        return Int32(min(max(log, 10), 27))
    }

    @discardableResult
    private static func check(_ code: Int) throws -> Int {
        guard ZSTD_isError(code) == 0 else { throw ZstdFault(String(cString: ZSTD_getErrorName(code))) }
        return code
    }
}

/// What libzstd said.
struct ZstdFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
