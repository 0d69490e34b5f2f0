import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// The inbox, a message and the mutes as they are sent, without the frame around them.
@Suite struct MessageGoldenTests {
    @Test func `inbox, one message, an empty search, mutes`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            let number = VersionNumber(1, 2, 0)
            try await site.version(number, of: stage.app, .rejected)
            try await stage.uploads(VersionNumber(1, 1, 9))
            try await stage.uploads(number)
            site.world.advance(seconds: 90_000)
            try await stage.isReviewed(number, .reject, [.whiteScreen])
            try await stage.happens(
                .grayScheduleChanged(version: ID(rawValue: "v"), number: number, state: .stopped, steps: [])
            )
            let chen = try await site.person("chen", name: "陈一诺")
            let request: ID<JoinRequest> = site.platform.world.newID()
            try await site.platform.change(by: chen) { change in
                try JoinRequestWrites(db: change.db).add(request, chen, to: stage.app, note: "", at: change.now)
                try change.record(.joinRequested(request: request, person: chen), in: stage.app)
            }
            site.world.advance(seconds: 1800)
            let lin = try await site.as("lin")
            let names: KeyValuePairs = [stage.app.rawValue: "APP_ID"]
            let rejected = try #require(try await stage.inbox(of: stage.lin).first { $0.kind == .versionRejected })
            func golden(_ path: String, _ name: String, _ client: SiteClient) async throws {
                let page = try await client.get(path).expect(200)
                try expectGolden(page.inside(naming: names), "messages-\(name).html")
            }
            try await golden("/messages", "inbox", lin)
            try await golden("/messages", "inbox-en", lin.with("accept-language", "en"))
            try await golden("/messages/\(rejected.sequence)?show=unread", "message", lin)
            try await golden("/messages?q=青禾", "nothing-found", lin)
            try await lin.post("/messages/\(rejected.sequence)/mute").expect(303)
            try await golden("/messages/mutes", "mutes", lin)
        }
    }

    @Test func `every kind of message has words of its own`() throws {
        #expect(Set(MessageKind.allCases.map(\.words.zh)).count == MessageKind.allCases.count)
        #expect(Set(MessageKind.allCases.map(\.words.en)).count == MessageKind.allCases.count)
    }
}
