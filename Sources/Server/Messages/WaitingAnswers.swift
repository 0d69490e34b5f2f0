import Domain
import Storage

/// What waits for somebody's answer, for their home page: invitations and hand-overs. (Requests to join
/// stand there by mini program.)
struct WaitingAnswers: Sendable {
    private let rows: [MessageRow]
    private let names: [ID<Person>: String]
    private let answers: MessageAnswers

    private static let kinds: [MessageKind] = [.memberInvited, .handOverOffered]
    /// More of a kind stand in the inbox only.
    private static let most = 5

    /// Three questions, whatever waits.
    init(_ db: any Reading, of person: ID<Person>, at now: Instant) throws {
        let queries = MessageQueries(db)
        rows = try queries.newest(of: person, Self.kinds, inEach: Self.most)
        names = try queries.names(in: rows)
        answers = try MessageAnswers(db, for: rows, at: now)
    }

    func todos(for caller: Caller, _ time: PageTime, _ language: Language) -> [HomePage.Todo] {
        rows.filter { $0.archivedAt == nil }.compactMap { row in
            switch MessageStep.of(row, for: caller, answers) {
            case .invitation?, .handOver?, .joinRequest?: break
            case .link?, .said?, nil: return nil
            }
            let title = row.event.messageTitle(who: row.who.flatMap { names[$0] }, count: row.count)[language]
            return HomePage.Todo(
                title: title,
                detail: [row.app?.name, time.ago(row.at, language)].compactMap(\.self).joined(separator: " · "),
                path: Paths.message(row.sequence),
                icon: "people",
                kind: ""
            )
        }
    }
}
