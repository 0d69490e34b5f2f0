import Domain
import FoundationEssentials

/// What the service worker of a device gets to show.
struct PushPayload: Sendable, Encodable, Equatable {
    var title: String
    var body: String
    /// A later notification with the same tag takes its place.
    let tag: String
    let path: String
    let isUrgent: Bool
    /// For the number at the app's icon.
    let unread: Int

    private enum CodingKeys: String, CodingKey {
        case title, body, tag, path, unread
        case isUrgent = "urgent"
    }

    /// Within what a push service takes: words that are too long lose their end.
    ///
    /// - Parameter isShort: only what cannot be left out, after a service found it too large.
    func bytes(isShort: Bool) throws -> [UInt8] {
        var copy = self
        copy.title = String(title.prefix(isShort ? 40 : 120))
        copy.body = isShort ? "" : String(body.prefix(200))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(copy))
    }
}
