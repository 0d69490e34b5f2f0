import Foundation

/// What happened on the phone. `docs/API.md` says which fields each kind must and may have.
public struct Event: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case launch, share, http, jsapi, exposure
        case pageView = "page_view"
        case error = "js_error"
        case whiteScreen = "white_screen"
        case resourceError = "resource_error"
    }

    public enum Field: Hashable, Sendable, Encodable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
        ExpressibleByBooleanLiteral
    {
        case text(String)
        case number(Int)
        case flag(Bool)

        public init(stringLiteral value: String) { self = .text(value) }
        public init(integerLiteral value: Int) { self = .number(value) }
        public init(booleanLiteral value: Bool) { self = .flag(value) }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            }
        }
    }

    public let kind: Kind
    public let fields: [String: Field]

    /// Such as `Event(.launch, ["ok": true, "total_ms": 1240])`.
    public init(_ kind: Kind, _ fields: [String: Field] = [:]) { (self.kind, self.fields) = (kind, fields) }

    /// Its line of NDJSON.
    func line(at now: Date) -> Data? {
        var all = fields
        all["kind"] = .text(kind.rawValue)
        all["at"] = .text(now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        return try? JSONEncoder().encode(all)
    }
}

/// What became of the events of one `report()`.
public struct Report: Hashable, Sendable {
    /// Lines that the server took.
    public var accepted = 0
    /// Lines, or whole batches, that it never will.
    public var rejected = 0
    /// Why the rest waits for the next time.
    public var failure: CheckFailure?
}
