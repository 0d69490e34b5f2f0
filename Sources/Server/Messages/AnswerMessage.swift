import Domain
import Storage

/// Answers what a message asks: accepts or declines an invitation, lets somebody in, takes a mini program over. What it stands
/// at is checked again by the use case that it leads to; the message is read afterwards.
struct AnswerMessage: Sendable {
    let platform: Platform

    /// - Parameter role: what somebody who asked to join becomes.
    /// - Throws: `NOT_FOUND` for messages of others; `MESSAGE_HAS_NO_ANSWER`; what the answer itself is refused with.
    func callAsFunction(
        _ sequence: Int64,
        accepts: Bool,
        as role: MemberRole = .experiencer,
        by caller: Caller
    ) async throws -> MessageRow {
        let row = try await platform.message(sequence, of: caller)
        switch row.event.message.rule?.next {
        case .answerInvitation(let id):
            try await AnswerInvitation(platform: platform)(id, accepts: accepts, by: caller)
        case .answerJoinRequest(let id):
            try await DecideJoinRequest(platform: platform)(id, as: accepts ? role : nil, by: caller)
        case .answerHandOver(let id):
            try await AnswerHandOver(platform: platform)(id, accepts: accepts, by: caller)
        default: throw Refusal.messageHasNoAnswer
        }
        try await MarkMessages(platform: platform)(sequence, by: caller)
        return row
    }
}

extension Refusal {
    static let messageHasNoAnswer = Refusal.conflict(
        "MESSAGE_HAS_NO_ANSWER",
        Words("这条消息不需要答复。", "This message asks for no answer.")
    )
}
