import Domain

/// Where somebody is in their inbox: which messages, from where on. Carried along in addresses, so that acting on a message
/// comes back to the same list.
struct InboxPlace: Sendable {
    var filter = InboxFilter.all
    var category: MessageCategory?
    var cursor: MessageCursor?
    /// What is searched for; then the rest does not count.
    var search = ""

    /// Longer searches are cut.
    private static let longestSearch = 80

    init() {}

    init(_ query: FormFields) {
        search = String(PlainText.line(query["q"] ?? "").prefix(Self.longestSearch))
        cursor = query["before"].flatMap(MessageCursor.init(text:))
        guard search.isEmpty else { return }
        filter = query["show"].flatMap(InboxFilter.init(rawValue:)) ?? .all
        category = query["category"].flatMap(MessageCategory.init(rawValue:))
    }

    var path: String {
        search.isEmpty
            ? Paths.messages(filter, in: category, after: cursor) : Paths.messages(finding: search, after: cursor)
    }

    /// `?show=unread&…`, to be put behind the address of a message; nothing for the plain inbox.
    var query: String { String(path.dropFirst(Paths.messages.count)) }
    var isSearch: Bool { !search.isEmpty }

    func after(_ cursor: MessageCursor?) -> InboxPlace {
        var place = self
        place.cursor = cursor
        return place
    }
}
