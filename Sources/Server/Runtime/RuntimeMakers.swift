import Domain
import Synchronization

/// What answers are made with, and which of them are to be made anew.
final class RuntimeMakers: Sendable {
    let signer: RuntimeSigner
    let receipts: ReceiptMaker
    private let world: World
    private let publicURL: String
    private let dueApps = Mutex<Set<ID<MiniProgram>>>([])

    init(signer: RuntimeSigner, receipts: ReceiptMaker, world: World, publicURL: String) {
        self.signer = signer
        self.receipts = receipts
        self.world = world
        self.publicURL = publicURL
    }

    /// The kept answer to a question, made at its first request; nil where there is nothing for this user.
    func answer(_ question: RuntimeQuestion, of entry: RuntimeEntry, at now: Instant) -> RuntimeAnswer? {
        let answer = entry.answerForAll ?? decided(question, of: entry, at: now)
        // What is old enough to be renewed still goes out: it is valid for as long again.
        if let answer, answer.renews <= now { dueApps.withLock { _ = $0.insert(entry.app) } }
        return answer
    }

    private func decided(_ question: RuntimeQuestion, of entry: RuntimeEntry, at now: Instant) -> RuntimeAnswer? {
        let decision = entry.state.decision(for: question.user, baseLibrary: question.baseLibrary)
        return entry.answer(decision.answer) { release, stage in
            RuntimeAnswer.make(
                release,
                stage,
                of: entry.app,
                revision: entry.state.revision,
                appliesNow: entry.state.appliesNow,
                at: now,
                packageURL: release.map { "\(publicURL)/runtime/v1/packages/\($0.hash.hex)" } ?? "",
                signer: signer
            )
        }
    }

    /// Mini programs whose answers are old enough to be made anew; asking takes them over.
    func takeDue() -> Set<ID<MiniProgram>> {
        dueApps.withLock { apps in
            let due = apps
            apps = []
            return due
        }
    }

    var now: Instant { world.now() }
}
