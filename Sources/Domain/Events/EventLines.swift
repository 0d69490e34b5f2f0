/// The lines of a batch (NDJSON): ended by LF or CR LF, the last one perhaps by nothing. Empty lines are none.
package struct EventLines {
    /// Each with its number, from 1.
    package let lines: [(number: Int, bytes: ArraySlice<UInt8>)]

    /// Nil when there are more than a batch may have.
    package init?(_ body: [UInt8]) {
        var lines: [(number: Int, bytes: ArraySlice<UInt8>)] = []
        var (start, number) = (0, 1)
        while start < body.count {
            let end = body[start...].firstIndex(of: UInt8(ascii: "\n")) ?? body.count
            var line = body[start..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) {
                guard lines.count < EventLimits.batchLines else { return nil }
                lines.append((number, line))
            }
            (start, number) = (end + 1, number + 1)
        }
        self.lines = lines
    }
}
