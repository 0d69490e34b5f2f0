/// A PNG reduced to the chunks that hold its picture.
///
/// Texts, times, profiles and previews never reach the decoder: some are compressed and grow enormously, and libpng
/// complains of broken ones on standard error, where nothing of ours can silence it.
enum PNGChunks {
    private static let kept: Set<String> = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]

    /// - Returns: `nil` when the chunks do not reach up to `IEND`: the file is broken or cut off.
    static func essential(_ bytes: [UInt8]) -> [UInt8]? {
        let reader = ByteReader(bytes)
        var result = Array(bytes.prefix(8))
        result.reserveCapacity(bytes.count)
        var position = 8
        while let length = reader.big32(position), let type = reader.text(position + 4, 4),
            let chunk = reader.slice(position, length + 12)
        {
            if kept.contains(type) { result += chunk }
            if type == "IEND" { return result }
            position += length + 12
        }
        return nil
    }
}
