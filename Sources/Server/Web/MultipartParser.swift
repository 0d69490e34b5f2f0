import NIOCore

/// The grammar of a multipart body, as a machine that is fed chunks and asked for events. No input or output.
struct MultipartParser {
    enum Event: Equatable {
        case field(name: String, value: String)
        case fileBegins(FilePart)
        case fileBytes(ByteBuffer)
        case fileEnds
    }

    private enum State {
        /// Before the first boundary.
        case preamble
        /// Right behind a boundary: `--` ends the body, a line end begins a part.
        case afterBoundary
        case headers
        case field(name: String)
        /// `begun` is false while an unnamed file has no bytes: a browser's empty file input looks like this.
        case file(FilePart, begun: Bool)
        /// Behind the last boundary, where everything is ignored.
        case epilogue
    }

    private let limits: Multipart.Limits
    private let fileFields: Set<String>
    /// A line end, two hyphens and the boundary: what parts are told apart by.
    private let delimiter: [UInt8]
    private static let headerEnd: [UInt8] = Array("\r\n\r\n".utf8)

    private var state = State.preamble
    /// What has arrived and is not understood yet. It begins with a line end of our own, so that a boundary at the
    /// very beginning is found like any other.
    private var pending = ByteBuffer(string: "\r\n")
    private var value: [UInt8] = []
    private var events = CircularBuffer<Event>()
    private var total = 0
    private var parts = 0
    private var allValues = 0
    private var preamble = 0

    init(boundary: String, limits: Multipart.Limits, fileFields: Set<String> = []) {
        self.limits = limits
        self.fileFields = fileFields
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes the next chunk. Ask for events until there are none before feeding another.
    mutating func feed(_ chunk: ByteBuffer) throws {
        total += chunk.readableBytes
        guard total <= limits.totalBytes else { throw FormRefusal.tooLarge(limits.totalBytes) }
        if pending.readableBytes == 0 {
            pending = chunk
        } else {
            // A new buffer: writing behind the rest would copy the whole chunk that the rest is a slice of.
            var joined = ByteBuffer()
            joined.reserveCapacity(pending.readableBytes + chunk.readableBytes)
            joined.writeImmutableBuffer(pending)
            joined.writeImmutableBuffer(chunk)
            pending = joined
        }
    }

    /// The next event that the bytes so far give, or `nil` when more bytes are needed.
    mutating func next() throws -> Event? {
        while events.isEmpty {
            guard try step() else { return nil }
        }
        return events.popFirst()
    }

    /// Says that the body has ended. Without the final boundary it was cut off on its way.
    func finish() throws {
        guard case .epilogue = state else { throw FormRefusal.incomplete }
    }

    /// One step of the machine; `false` when it needs more bytes.
    private mutating func step() throws -> Bool {
        switch state {
        case .preamble:
            let found = try content { parser, bytes in
                parser.preamble += bytes.readableBytes
                guard parser.preamble <= parser.limits.headerBytes else {
                    throw FormRefusal.malformed("没有分隔行", "no boundary")
                }
            }
            if found { state = .afterBoundary }
            return found
        case .afterBoundary: return try boundaryLine()
        case .headers: return try headers()
        case .field(let name):
            let found = try content { try $0.collect($1, name: name) }
            if found {
                events.append(.field(name: name, value: try FormFields.text(value)))
                value = []
                state = .afterBoundary
            }
            return found
        case .file(let part, _):
            let found = try content { $0.pass($1, part) }
            if found {
                if case .file(_, begun: true) = state { events.append(.fileEnds) }
                state = .afterBoundary
            }
            return found || !events.isEmpty
        case .epilogue:
            pending.clear()
            return false
        }
    }

    /// Gives `take` what surely stands before the next boundary; `true` when that boundary was reached and consumed.
    private mutating func content(_ take: (inout MultipartParser, ByteBuffer) throws -> Void) throws -> Bool {
        let found = pending.offset(of: delimiter)
        let length = found ?? pending.readableBytes - pending.endingPrefix(of: delimiter)
        if length > 0, let bytes = pending.readSlice(length: length) { try take(&self, bytes) }
        if found != nil { pending.moveReaderIndex(forwardBy: delimiter.count) }
        return found != nil
    }

    private mutating func collect(_ bytes: ByteBuffer, name: String) throws {
        guard value.count + bytes.readableBytes <= limits.valueBytes else {
            throw FormRefusal.fieldTooLong(name, most: limits.valueBytes)
        }
        allValues += bytes.readableBytes
        guard allValues <= limits.allValuesBytes else { throw FormRefusal.tooLarge(limits.allValuesBytes) }
        value.append(contentsOf: bytes.readableBytesView)
    }

    private mutating func pass(_ bytes: ByteBuffer, _ part: FilePart) {
        if case .file(_, begun: false) = state {
            events.append(.fileBegins(part))
            state = .file(part, begun: true)
        }
        events.append(.fileBytes(bytes))
    }

    /// What stands between a boundary and the end of its line: nothing, blanks, or the two hyphens of the end.
    private mutating func boundaryLine() throws -> Bool {
        let line = pending.readableBytesView
        if line.starts(with: [0x2d, 0x2d]) {
            state = .epilogue
            return true
        }
        var index = line.startIndex
        while index < line.endIndex, line[index] == 0x20 || line[index] == 0x09 { index += 1 }
        guard index - line.startIndex <= 256 else { throw FormRefusal.malformed("分隔行有误", "boundary line") }
        let rest = line[index...].prefix(2)
        // One hyphen or one carriage return may still become the other thing, but nothing else can.
        guard rest.count == 2 else {
            let isPossible = rest.isEmpty || rest.first == 0x0d || (rest.first == 0x2d && index == line.startIndex)
            guard isPossible else { throw FormRefusal.malformed("分隔行有误", "boundary line") }
            return false
        }
        guard rest.elementsEqual([0x0d, 0x0a]) else { throw FormRefusal.malformed("分隔行有误", "boundary line") }
        parts += 1
        guard parts <= limits.parts else { throw FormRefusal.tooManyFields(limits.parts) }
        // The line end stays: a part without any header line then ends its header like every other.
        pending.moveReaderIndex(forwardBy: index - line.startIndex)
        state = .headers
        return true
    }

    private mutating func headers() throws -> Bool {
        guard let length = pending.offset(of: Self.headerEnd) else {
            // Up to three bytes of the end may be here already.
            guard pending.readableBytes <= limits.headerBytes + 3 else {
                throw FormRefusal.malformed("分段的头部有误", "part header")
            }
            return false
        }
        guard length <= limits.headerBytes else { throw FormRefusal.malformed("分段的头部有误", "part header") }
        let block = pending.readBytes(length: length) ?? []
        pending.moveReaderIndex(forwardBy: Self.headerEnd.count)
        let head = try MultipartHeaders(block.dropFirst(2))
        guard head.name.utf8.count <= limits.nameBytes else {
            throw FormRefusal.fieldTooLong("", most: limits.nameBytes)
        }
        guard head.fileName != nil || fileFields.contains(head.name) else {
            state = .field(name: head.name)
            return true
        }
        let part = FilePart(name: head.name, fileName: head.fileName ?? "", contentType: head.contentType)
        // A file with a name begins at once, even when it is empty; without one it begins with its first byte.
        state = .file(part, begun: !part.fileName.isEmpty)
        if !part.fileName.isEmpty { events.append(.fileBegins(part)) }
        return true
    }
}
