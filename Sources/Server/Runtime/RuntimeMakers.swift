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

    /// The kept answer for a decision, made at its first request.
    func answer(_ decided: RuntimeState.Answer, of entry: RuntimeEntry, at now: Instant) -> RuntimeAnswer? {
        let answer = entry.answer(decided) { release, stage in
            RuntimeAnswer(
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
        // What is old enough to be renewed still goes out: it is valid for as long again.
        if let answer, answer.renews <= now { dueApps.withLock { _ = $0.insert(entry.app) } }
        return answer
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
