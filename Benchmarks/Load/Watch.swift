import ArgumentParser
import Glibc

/// Asks for the same answer again and again on every connection, and prints for each revision when the last connection came to
/// see it, on the clock that Python calls `time.monotonic_ns`.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "watch")

    @OptionGroup var target: Target

    @Option(help: "How long, in seconds.")
    var seconds: Double

    func run() throws {
        let connections = try target.open()
        var poll = Poll(connections)
        var seen = [Int?](repeating: nil, count: connections.count)
        var sightings: [Int: Sighting] = [:]
        let end = Clock.nanoseconds() + UInt64(seconds * 1_000_000_000)
        for (user, connection) in connections.enumerated() { try connection.send(target.request(user: user)) }
        while Clock.nanoseconds() < end {
            for index in poll.ready(milliseconds: 10) {
                guard let answer = try connections[index].receive() else { continue }
                let revision = try Self.revision(in: answer)
                if let before = seen[index], before < revision {
                    for passed in (before + 1)...revision { sightings[passed, default: Sighting()].add() }
                } else if seen[index] == nil {
                    sightings[revision, default: Sighting()].add()
                }
                seen[index] = revision
                try connections[index].send(target.request(user: index))
            }
        }
        let lines = sightings.sorted { $0.key < $1.key }.map { revision, sighting in
            "{\"revision\":\(revision),\"connections\":\(sighting.connections),\"last\":\(sighting.last)}"
        }
        report("[\(lines.joined(separator: ","))]")
    }

    /// How many connections came to see a revision or a later one, and when the last of them did.
    private struct Sighting {
        var connections = 0
        var last: UInt64 = 0

        mutating func add() { (connections, last) = (connections + 1, Clock.nanoseconds()) }
    }

    private static func revision(in answer: [UInt8]) throws -> Int {
        let text = String(decoding: answer, as: UTF8.self)
        guard let name = text.firstRange(of: "\"revision\":"),
            let number = Int(text[name.upperBound...].prefix { $0.isNumber })
        else { throw LoadError(words: "an answer without a revision: \(text)") }
        return number
    }
}
