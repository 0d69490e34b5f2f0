import Domain
import Synchronization

/// One mini program in the runtime's table: its state, and the answers that were made from it so far.
///
/// Immutable but for the answers, which are made at the first request for each and then kept. A changed mini program gets a
/// new entry.
final class RuntimeEntry: Sendable {
    /// The digits of the `app_id` as a number: the text would be an object of its own, a million times.
    let key: UInt64
    let state: RuntimeState

    private let released = AtomicLazyReference<RuntimeAnswer>()
    private let gray = AtomicLazyReference<RuntimeAnswer>()
    private let offline = AtomicLazyReference<RuntimeAnswer>()

    /// The pseudonyms of members, made when the first events come. Whatever changes them makes a new entry.
    let members = AtomicLazyReference<MemberPseudonyms>()

    /// Nil where the id is not 16 digits.
    init?(app: ID<MiniProgram>, state: RuntimeState) {
        guard let key = RuntimeTable.key(app.rawValue.utf8) else { return nil }
        (self.key, self.state) = (key, state)
    }

    /// The same mini program, of which no answer was made yet.
    init(withoutAnswers other: RuntimeEntry) { (key, state) = (other.key, other.state) }

    var app: ID<MiniProgram> {
        let digits = String(key)
        return ID(rawValue: String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    }

    /// The rendered answer of a decision; nil where there is nothing to answer with. Older versions, for hosts with an old
    /// base library, are made anew each time: few ask for them.
    func answer(
        _ answer: RuntimeState.Answer,
        _ make: (RuntimeRelease?, RuntimeReceipt.Stage) -> RuntimeAnswer
    ) -> RuntimeAnswer? {
        switch answer {
        case .gray(let release): Self.keep(gray) { make(release, .gray) }
        case .release(let release) where release == state.released: Self.keep(released) { make(release, .release) }
        case .release(let release): make(release, .release)
        case .offline: Self.keep(offline) { make(nil, .offline) }
        case .nothing: nil
        }
    }

    /// Two event loops that make the same answer at once both go on with the one that was kept first.
    private static func keep(
        _ place: borrowing AtomicLazyReference<RuntimeAnswer>,
        _ make: () -> RuntimeAnswer
    ) -> RuntimeAnswer {
        place.load() ?? place.storeIfNil(make())
    }
}
