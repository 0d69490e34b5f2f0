/// Reads numbers at positions that a hostile file chose: outside of the bytes there is `nil`, never a trap.
struct ByteReader {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    func byte(_ position: Int) -> UInt8? {
        position >= 0 && position < bytes.count ? bytes[bytes.startIndex + position] : nil
    }

    func big16(_ position: Int) -> Int? { number(position, 2, bigEndian: true) }
    func big24(_ position: Int) -> Int? { number(position, 3, bigEndian: true) }
    func big32(_ position: Int) -> Int? { number(position, 4, bigEndian: true) }
    func little16(_ position: Int) -> Int? { number(position, 2, bigEndian: false) }
    func little24(_ position: Int) -> Int? { number(position, 3, bigEndian: false) }
    func little32(_ position: Int) -> Int? { number(position, 4, bigEndian: false) }

    func text(_ position: Int, _ length: Int) -> String? {
        slice(position, length).map { String(decoding: $0, as: UTF8.self) }
    }

    func slice(_ position: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard position >= 0, length >= 0, length <= bytes.count, position <= bytes.count - length else { return nil }
        let start = bytes.startIndex + position
        return bytes[start..<start + length]
    }

    private func number(_ position: Int, _ length: Int, bigEndian: Bool) -> Int? {
        guard let slice = slice(position, length) else { return nil }
        return bigEndian
            ? slice.reduce(0) { $0 << 8 | Int($1) } : slice.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
