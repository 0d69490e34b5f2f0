import Domain
import Storage

/// A reporter says one thing more, by the code of the receipt.
package struct AddToFeedback: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    /// Throws `FEEDBACK_ADDED` the second time.
    package func callAsFunction(_ typed: String, to code: String, from address: String) async throws {
        try platform.limiter.take(ReceiveFeedback.byAddress, from: address, at: platform.world.now())
        let text: String
        do throws(FeedbackProblem) {
            text = try FeedbackLimits.text(typed)
        } catch {
            throw error.refusal
        }
        let hash = Secret.hash(code)
        try await platform.change(by: nil) { change in
            guard try FeedbackIntakeWrites(db: change.db).add(text, toReport: hash, at: change.now) else {
                guard try FeedbackQueries(change.db).receipt(hash) != nil else { throw Refusal.notFound }
                throw Refusal.conflict(
                    "FEEDBACK_ADDED",
                    Words(
                        "一条反馈只能补充一次。还有要说的，请再反馈一次。",
                        "One thing may be added to a report. Please send another report."
                    )
                )
            }
        }
    }
}
