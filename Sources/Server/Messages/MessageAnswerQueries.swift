import Domain
import Storage

/// What became of the invitations, requests and hand-overs that messages ask about: one question for a page of them.
struct MessageAnswers: Sendable {
    private var states: [String: AnswerState] = [:]

    /// Where nothing that is answered is meant.
    static let none = MessageAnswers()

    private init() {}

    func state(of next: NextStep) -> AnswerState? { Self.id(of: next).flatMap { states[$0] } }

    init(_ db: any Reading, for rows: [MessageRow], at now: Instant) throws {
        var (invitations, requests, handOvers): ([String], [String], [String]) = ([], [], [])
        for row in rows {
            switch row.event.message.rule?.next {
            case .answerInvitation(let id): invitations.append(id.rawValue)
            case .answerJoinRequest(let id): requests.append(id.rawValue)
            case .answerHandOver(let id): handOvers.append(id.rawValue)
            default: break
            }
        }
        let found = try db.rows(
            """
            SELECT id, state, expires_at FROM invitation WHERE \(Query.isIn("id", invitations))
            UNION ALL SELECT id, state, NULL FROM join_request WHERE \(Query.isIn("id", requests))
            UNION ALL SELECT id, state, expires_at FROM hand_over WHERE \(Query.isIn("id", handOvers))
            """
        )
        for row in found {
            let state: AnswerState = try row.word("state")
            states[try row.text("id")] = state.at(now, expires: try row.optionalInstant("expires_at"))
        }
    }

    private static func id(of next: NextStep) -> String? {
        switch next {
        case .answerInvitation(let id): id.rawValue
        case .answerJoinRequest(let id): id.rawValue
        case .answerHandOver(let id): id.rawValue
        default: nil
        }
    }
}
