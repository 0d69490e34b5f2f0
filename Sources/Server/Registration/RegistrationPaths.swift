package import Domain

extension Paths {
    package static let register = "/register"
    package static let accountLinks = "/account-links"
    package static let newAccountLink = "/account-links/new"

    package static func accountLink(_ id: ID<AccountLink>) -> String { "\(accountLinks)/\(id)" }
    static func accountLinks(after cursor: AccountLinkCursor) -> String { "\(accountLinks)?after=\(cursor.text)" }
    /// What an operator's link holds.
    package static func comeIn(_ code: String) -> String { "/join/\(code)" }
    /// What a link to a new password holds.
    package static func reset(_ secret: String) -> String { "/reset/\(secret)" }
    /// Where an operator makes one.
    package static func makeReset(_ login: String) -> String { "/people/\(login)/reset" }

    /// The registration that goes on to a page afterwards.
    static func register(next: String) -> String {
        next == home ? register : "\(register)?next=\(next.addingPercentEncoding())"
    }
}
