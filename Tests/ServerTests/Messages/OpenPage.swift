import Domain
import Synchronization
import TestSupport
import Testing

@testable import Server

/// An open page of somebody, without its line.
struct OpenPage {
    let connection: LiveConnection
    private let hungUp = Flag()

    var isHungUp: Bool { hungUp.value.withLock { $0 } }

    private final class Flag: Sendable {
        let value = Mutex(false)
    }

    init(_ client: SiteClient, _ language: Language = .zh) throws {
        let flag = hungUp
        connection = LiveConnection(
            person: try #require(client.person),
            session: ID(rawValue: Secret.hash(try #require(client.jar["steward_session"]))),
            language: language,
            hangUp: { flag.value.withLock { $0 = true } }
        )
    }

    /// Everything that was told, with the end of it.
    func told() async -> [LiveEvent] {
        connection.end()
        var events: [LiveEvent] = []
        for await event in connection.events { events.append(event) }
        return events
    }
}

extension LiveEvent {
    var total: Int? {
        if case .counts(let unread, _) = self { unread.values.reduce(0, +) } else { nil }
    }

    var title: String? { if case .message(let message) = self { message.title } else { nil } }
}
