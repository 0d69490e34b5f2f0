package import Domain

extension Paths {
    package static let notices = "/notices"
    package static let newNotice = "/notices/new"

    package static func notice(_ id: ID<Notice>) -> String { "\(notices)/\(id)" }
    package static func notice(_ id: ID<Notice>, _ act: String) -> String { "\(notice(id))/\(act)" }
    static func notices(after cursor: NoticeCursor) -> String { "\(notices)?after=\(cursor.text)" }
}
