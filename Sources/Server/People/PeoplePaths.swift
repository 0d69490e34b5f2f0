import Domain

extension Paths {
    package static let people = "/console/people"
    package static func person(_ login: String) -> String { "\(people)/\(login)" }

    /// A page of the list.
    static func people(_ place: PeoplePlace, after cursor: PeopleListQueries.Cursor? = nil) -> String {
        people + place.query(after: cursor)
    }

    /// Somebody's page, beside the list that led to it.
    static func person(_ login: String, _ place: PeoplePlace) -> String { person(login) + place.query() }
    static func personApps(_ login: String) -> String { "\(person(login))/apps" }
}

/// Which list of people is looked at; kept in the addresses of the pages beside it.
struct PeoplePlace: Sendable, Equatable {
    let filter: PeopleFilter
    let search: String

    static let all = PeoplePlace(filter: .all, search: "")

    init(filter: PeopleFilter, search: String) { (self.filter, self.search) = (filter, search) }

    init(_ fields: FormFields) {
        filter = fields["show"].flatMap(PeopleFilter.init(name:)) ?? .all
        search = String(PlainText.line(fields["q"] ?? "").prefix(80))
    }

    func query(after cursor: PeopleListQueries.Cursor? = nil) -> String {
        let fields = [
            filter == .all ? nil : "show=\(filter.name)",
            search.isEmpty ? nil : "q=\(search.addingPercentEncoding())",
            cursor.map { "after=\($0.text.addingPercentEncoding())" },
        ].compactMap(\.self)
        return fields.isEmpty ? "" : "?" + fields.joined(separator: "&")
    }
}
