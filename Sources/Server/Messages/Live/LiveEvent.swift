import Domain
import FoundationEssentials
import NIOCore

/// What an open page is told, as a server-sent event (WHATWG HTML, "Server-sent events").
enum LiveEvent: Sendable, Equatable {
    /// How many messages are unread, and up to which entry of the journal that was counted.
    case counts([MessageCategory: Int], at: Int64)
    case message(LiveMessage)
    /// Too much was missed to be told one by one: the page is better loaded again.
    case reload(at: Int64)
    /// The connection ends, and the page is not to come back by itself.
    case end(LiveEnd)
    /// Says nothing; keeps proxies from closing the line, and finds out who is gone.
    case heartbeat
}

/// Why a connection ends for good.
enum LiveEnd: String, Sendable {
    /// The person opened more pages than are kept up.
    case replaced
    /// The session is over.
    case signedOut = "signed_out"
}

/// A message that has just come, in its reader's language.
struct LiveMessage: Sendable, Equatable, Encodable {
    let id: String
    let title: String
    let category: String
    let path: String
    let isUrgent: Bool
    let at: String
    /// The entry of the journal that it came with; where a later connection goes on.
    let sequence: Int64

    private enum CodingKeys: String, CodingKey {
        case id, title, category, path, at
        case isUrgent = "important"
    }
}

extension LiveEvent {
    /// How long a page waits before it comes back after a broken line.
    static let retryMilliseconds = 3000

    /// The bytes on the line. JSON holds no line feed, so that each event has one line of data.
    func text() throws -> String {
        switch self {
        case .counts(let unread, let sequence):
            return try Self.block("counts", Counts(unread), id: sequence)
        case .message(let message): return try Self.block("message", message, id: message.sequence)
        case .reload(let sequence): return try Self.block("reload", [String: String](), id: sequence)
        case .end(let reason): return try Self.block("end", ["reason": reason.rawValue], id: nil)
        case .heartbeat: return ":\n\n"
        }
    }

    private struct Counts: Encodable {
        let total: Int
        let categories: [String: Int]

        init(_ unread: [MessageCategory: Int]) {
            total = unread.values.reduce(0, +)
            categories = Dictionary(
                uniqueKeysWithValues: MessageCategory.allCases.map { ($0.rawValue, unread[$0] ?? 0) }
            )
        }
    }

    private static func block(_ name: String, _ data: some Encodable, id: Int64?) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(data), as: UTF8.self)
        return "\(id.map { "id: \($0)\n" } ?? "")event: \(name)\ndata: \(json)\n\n"
    }
}
