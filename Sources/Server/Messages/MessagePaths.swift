import Domain

extension Paths {
    static func messages(
        _ filter: InboxFilter = .all,
        in category: MessageCategory? = nil,
        after cursor: MessageCursor? = nil
    ) -> String {
        let fields = [
            filter == .all ? nil : "show=\(filter.rawValue)", category.map { "category=\($0.rawValue)" },
            cursor.map { "before=\($0.text)" },
        ].compactMap(\.self)
        return fields.isEmpty ? messages : "\(messages)?\(fields.joined(separator: "&"))"
    }

    static func messages(finding text: String, after cursor: MessageCursor? = nil) -> String {
        let place = cursor.map { "&before=\($0.text)" } ?? ""
        return "\(messages)?q=\(text.addingPercentEncoding())\(place)"
    }

    static func message(_ sequence: Int64) -> String { "\(messages)/\(sequence)" }
    static func message(_ sequence: Int64, _ act: String) -> String { "\(message(sequence))/\(act)" }
    static let readMessages = "\(messages)/read"
    static let mutes = "\(messages)/mutes"
    static let unmute = "\(mutes)/remove"
}
