import Domain
import Synchronization

/// One mini program in the runtime's table: its state, and the answers that were made from it so far.
///
/// Immutable but for the answers, which are made at the first request for each and then kept. A changed mini program gets a
/// new entry. What nearly every answer needs stands first, in one line of the processor's cache.
final class RuntimeEntry: Sendable {
    /// The digits of the `app_id` as a number: the text would be an object of its own, a million times.
    let key: UInt64
    private let released = KeptAnswer()
    /// Whether everybody gets the released version, whoever they are and whatever their base library.
    private let isSameForAll: Bool
    let state: RuntimeState

    private let gray = KeptAnswer()
    private let offline = KeptAnswer()

    /// The pseudonyms of members, made when the first events come. Whatever changes them makes a new entry.
    let members = AtomicLazyReference<MemberPseudonyms>()

    /// Nil where the id is not 16 digits.
    init?(app: ID<MiniProgram>, state: RuntimeState) {
        guard let key = RuntimeTable.key(app.rawValue.utf8) else { return nil }
        (self.key, self.state, isSameForAll) = (key, state, state.isSameForAll)
    }

    /// The same mini program, of which no answer was made yet.
    init(withoutAnswers other: RuntimeEntry) {
        (key, state, isSameForAll) = (other.key, other.state, other.isSameForAll)
    }

    var app: ID<MiniProgram> {
        let digits = String(key)
        return ID(rawValue: String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    }

    /// The answer where it is the same for everybody and was made before: then nothing is left to decide.
    var answerForAll: RuntimeAnswer? { isSameForAll ? released.load() : nil }

    /// The rendered answer of a decision; nil where there is nothing to answer with. Older versions, for hosts with an old
    /// base library, are made anew each time: few ask for them.
    func answer(
        _ answer: RuntimeState.Answer,
        _ make: (RuntimeRelease?, RuntimeReceipt.Stage) -> RuntimeAnswer
    ) -> RuntimeAnswer? {
        switch answer {
        case .gray(let release): gray.load { make(release, .gray) }
        case .release(let release) where release == state.released: released.load { make(release, .release) }
        case .release(let release): make(release, .release)
        case .offline: offline.load { make(nil, .offline) }
        case .nothing: nil
        }
    }
}
