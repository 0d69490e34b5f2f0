package import Domain
package import Hummingbird
import NIOCore
import Synchronization

/// What one request knows while it is answered.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who asks; set by the session middleware. Before it, a stranger with their browser's language.
    package var visitor = Visitor.nobody
    /// The client's address: the peer's, or what a trusted proxy says. Set by the access log.
    package var address: String
    /// What inner middleware learns and outer middleware needs when it has the answer.
    let trace = RequestTrace()

    /// The connection that the request came on.
    let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        channel = source.channel
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
    }

    package var caller: Caller { visitor.caller }
    package var language: Language { visitor.language }

    /// The signed-in person; throws the refusal that leads to the sign-in page when there is none.
    package func person() throws(Refusal) -> SignedInPerson {
        guard let person = visitor.person else { throw .signInRequired }
        return person
    }
}

/// Who asks, as the session or the token says.
package struct Visitor: Sendable {
    package var caller: Caller
    package var person: SignedInPerson?
    /// The session's id (the hash of its secret); nil for tokens and strangers.
    package var session: ID<Session>?
    package var language: Language

    static let nobody = Visitor(caller: .anonymous, person: nil, session: nil, language: .zh)
}

/// What every page says about the person who looks at it.
package struct SignedInPerson: Sendable {
    package let id: ID<Person>
    package let login: String
    package let name: String
    /// The picture's SHA-256.
    package let picture: String?
    package let duties: Set<Duty>
    /// Duties that count for nothing until they have a second factor, which this installation asks of operators.
    package let withheldDuties: Set<Duty>
    package let hasFactor: Bool
    /// Submissions that wait for a decision, counted up to `mostWaiting` and one more; 0 for everybody but reviewers.
    package let waitingReviews: Int
    /// Groups of feedback that wait for an assessor, up to `mostWaiting` and one more.
    package let waitingFeedback: Int
    /// Messages that they have not read.
    package let unreadMessages: Int
    /// The mini program that their home page shows.
    package let currentApp: ID<MiniProgram>?

    /// Up to here the navigation says how many wait.
    static let mostWaiting = 99
}

/// A note that travels with the request, written inside and read outside: the context itself is a value, so what the session
/// middleware sets in its copy is never seen by the access log or by the page of an error.
final class RequestTrace: Sendable {
    private let visitorBox = Mutex<Visitor?>(nil)

    /// Who asks; nil when the request ended before that was found out.
    var visitor: Visitor? {
        get { visitorBox.withLock { $0 } }
        set { visitorBox.withLock { $0 = newValue } }
    }
}
