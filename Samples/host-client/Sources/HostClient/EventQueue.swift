import Foundation

/// Events until the server has them. In memory: a host that is killed loses what it has not reported. Bounded: of too many
/// the oldest go.
struct EventQueue {
    /// What is sent at once: events of one receipt. Sent again it keeps its id, by which the server counts it once.
    struct Batch: Hashable {
        let id: String
        let receipt: String
        let lines: [Data]

        var body: Data { Data(lines.joined(separator: Data("\n".utf8))) }
    }

    static let most = 1000
    static let mostInBatch = 100
    static let mostLineBytes = 16 * 1024 - 1

    private var waiting: [(receipt: String, line: Data)] = []
    private var underWay: Batch?
    private var notBefore = Date.distantPast

    mutating func add(_ event: Event, receipt: String, at now: Date) {
        guard !receipt.isEmpty, let line = event.line(at: now), line.count <= Self.mostLineBytes else { return }
        waiting.append((receipt, line))
        if waiting.count > Self.most { waiting.removeFirst(waiting.count - Self.most) }
    }

    /// The batch that could not be delivered last time, or a new one; nil when there is none or the server asked to wait.
    mutating func batch(at now: Date, random: () -> UInt64) -> Batch? {
        guard now >= notBefore else { return nil }
        if underWay == nil, let receipt = waiting.first?.receipt {
            let lines = waiting.prefix(Self.mostInBatch).prefix { $0.receipt == receipt }.map(\.line)
            waiting.removeFirst(lines.count)
            let id = "\(String(random(), radix: 36))-\(String(random(), radix: 36))"
            underWay = Batch(id: id, receipt: receipt, lines: lines)
        }
        return underWay
    }

    /// Takes note of the server's answer. Throws when the batch is to be sent again later.
    mutating func settle(
        _ batch: Batch,
        _ head: HTTP.Head,
        _ body: Data,
        at now: Date
    ) throws -> (accepted: Int, rejected: Int) {
        switch head.status {
        case 202:
            underWay = nil
            let counts = try? JSONDecoder().decode(Counts.self, from: body)
            return (counts?.accepted ?? batch.lines.count, counts?.rejected ?? 0)
        case 429, 500...:
            if case .busy(let seconds?) = head.failure { notBefore = now + seconds }
            throw head.failure
        default:
            // What the server will never take is not offered again.
            underWay = nil
            return (0, batch.lines.count)
        }
    }

    private struct Counts: Decodable {
        let accepted: Int
        let rejected: Int
    }
}
