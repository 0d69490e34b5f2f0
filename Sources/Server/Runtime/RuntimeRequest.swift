import Domain

/// A complete request for a release, read from a connection's bytes without the HTTP decoder, which would make a dozen objects
/// of it.
///
/// Only what leaves no room for two opinions is read here: GET and HTTP/1.1, printable ASCII, no body, nothing about the
/// connection but that it stays. Whatever else a request may be, the decoder decides about it.
struct RuntimeRequest {
    let reading: RuntimeQuestion.Reading
    let head: RuntimeHead
    /// How many bytes it takes.
    let length: Int

    /// Requests with more fields than this are the decoder's.
    private static let mostFields = 64

    /// Reads a request that begins with the first byte; nil where it is not all there, or not this kind.
    init?(_ bytes: UnsafeRawBufferPointer) {
        let (method, version): (StaticString, StaticString) = ("GET /runtime/v1/apps/", " HTTP/1.1")
        var lines = Lines(bytes: bytes)
        guard bytes.begins(with: method), let first = lines.next(), first.ends(with: version) else { return nil }
        let target = UnsafeRawBufferPointer(rebasing: first[4..<first.count - version.utf8CodeUnitCount])
        guard !target.contains(UInt8(ascii: " ")) else { return nil }
        let reading = RuntimeQuestion.read(target)
        guard reading != .notMine else { return nil }

        var matches: [String] = []
        var proof: String?
        for _ in 0...Self.mostFields {
            guard let line = lines.next() else { return nil }
            guard !line.isEmpty else {
                self.reading = reading
                head = RuntimeHead(matches: matches, proof: proof)
                length = lines.position
                return
            }
            guard let colon = Self.endOfName(line) else { return nil }
            let (name, value) = (line[..<colon], line[(colon + 1)...].trimmingSpaces)
            // Told apart by their lengths first: most fields are none of these.
            switch colon {
            case 10 where name.isWord("connection"):
                guard value.isWord("keep-alive") else { return nil }
            case 13 where name.isWord("if-none-match"): matches.append(String(decoding: value, as: UTF8.self))
            case 13 where proof == nil && name.isWord("steward-proof"): proof = String(decoding: value, as: UTF8.self)
            case 6 where name.isWord("expect"), 7 where name.isWord("upgrade"): return nil
            case 14 where name.isWord("content-length"), 17 where name.isWord("transfer-encoding"): return nil
            case 16 where name.isWord("proxy-connection"): return nil
            default: break
            }
        }
        return nil
    }

    /// Where the colon stands after a field's name; nil for a name with anything unusual in it.
    private static func endOfName(_ line: UnsafeRawBufferPointer) -> Int? {
        for index in line.indices {
            switch line[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                continue
            case UInt8(ascii: ":"): return index > 0 ? index : nil
            default: return nil
            }
        }
        return nil
    }
}

/// Lines of printable ASCII, each ended by CR and LF.
private struct Lines {
    let bytes: UnsafeRawBufferPointer
    /// Where the next line begins.
    var position = 0

    /// The next line without its end; nil where it is not complete or holds anything else.
    mutating func next() -> UnsafeRawBufferPointer? {
        var end = position
        while end < bytes.count, (0x20...0x7e).contains(bytes[end]) { end += 1 }
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") else {
            return nil
        }
        defer { position = end + 2 }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
    }
}

extension UnsafeRawBufferPointer {
    func begins(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        return (0..<length).allSatisfy { self[$0] == text.utf8Start[$0] }
    }

    func ends(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        return count >= length && UnsafeRawBufferPointer(rebasing: suffix(length)).begins(with: text)
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// Whether it is this word, which is in lower case; letters here may be in either.
    fileprivate func isWord(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        return count == length && (0..<length).allSatisfy { self[startIndex + $0] | 0x20 == word.utf8Start[$0] }
    }

    fileprivate var trimmingSpaces: Self {
        var rest = self
        while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        return rest
    }
}
