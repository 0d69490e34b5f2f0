/// By how many lines two texts differ, as a version control system counts them: a changed line is one removed and one added.
package enum LineDifference: Hashable, Sendable {
    case counted(added: Int, removed: Int)
    /// Too large, or too different, to be counted within the limits.
    case notCounted

    /// Texts above this many bytes are not read line by line.
    package static let mostBytes = 256 << 10
    /// Lines added and removed together: beyond it the texts have hardly anything in common, and counting takes long.
    package static let mostEdits = 1_000

    package init(from old: [UInt8], to new: [UInt8]) {
        guard old.count <= Self.mostBytes, new.count <= Self.mostBytes else {
            self = .notCounted
            return
        }
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        var (before, after) = (Self.lines(old, &numbers)[...], Self.lines(new, &numbers)[...])
        while let first = before.first, first == after.first {
            before.removeFirst()
            after.removeFirst()
        }
        while let last = before.last, last == after.last {
            before.removeLast()
            after.removeLast()
        }
        guard let edits = Self.edits(Array(before), Array(after)) else {
            self = .notCounted
            return
        }
        let common = (before.count + after.count - edits) / 2
        self = .counted(added: after.count - common, removed: before.count - common)
    }

    /// A number for each line, the same for equal lines. What follows the last line end is a line when there is anything.
    private static func lines(_ text: [UInt8], _ numbers: inout [ArraySlice<UInt8>: Int]) -> [Int] {
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            if let number = numbers[line] { return number }
            numbers[line] = numbers.count
            return numbers.count - 1
        }
    }

    /// The length of the shortest edit script (Myers, "An O(ND) Difference Algorithm"); nil when it is above the limit.
    private static func edits(_ old: [Int], _ new: [Int]) -> Int? {
        if old.isEmpty || new.isEmpty { return old.count + new.count }
        let most = min(old.count + new.count, mostEdits)
        // How far down the old text one comes on each diagonal.
        var reach = [Int](repeating: 0, count: 2 * most + 2)
        for edits in 0...most {
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let place = most + diagonal
                let isDown = diagonal == -edits || (diagonal != edits && reach[place - 1] < reach[place + 1])
                var x = isDown ? reach[place + 1] : reach[place - 1] + 1
                while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
                reach[place] = x
                if x >= old.count, x - diagonal >= new.count { return edits }
            }
        }
        return nil
    }
}
