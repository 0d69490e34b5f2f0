import Domain

/// One line of a version's life: who, when, what, and why where somebody said so.
struct LifeLine: Sendable {
    let who: String
    let what: String
    let when: String
    let moment: String
    let kind: String
    /// Where the whole of it can be read.
    let path: String
    let linkName: String
    let hasLink: Bool

    init(_ row: ActivityRow, _ number: VersionNumber, _ writer: VersionWriter) {
        let line = ActivityLine(row, writer.time, writer.language)
        (who, what, when, moment, kind) = (line.who, line.what, line.when, line.moment, line.kind)
        let app = writer.app.id
        let link: (String, Words)? =
            switch row.event {
            case .versionReviewed: (Paths.review(number, of: app), Words("审核详情", "Review"))
            case .grayReplaced(_, let old, _, let new):
                (
                    Paths.version(old == number ? new : old, of: app),
                    Words("看 \(old == number ? new : old)", "See \(old == number ? new : old)")
                )
            case .versionRolledBack(_, let from, _, let to):
                (
                    Paths.version(from == number ? to : from, of: app),
                    Words("看 \(from == number ? to : from)", "See \(from == number ? to : from)")
                )
            case .versionReleased(_, let other, _) where other != number:
                (Paths.version(other, of: app), Words("看 \(other)", "See \(other)"))
            default: nil
            }
        path = link?.0 ?? ""
        linkName = link?.1[writer.language] ?? ""
        hasLink = link != nil
    }
}
