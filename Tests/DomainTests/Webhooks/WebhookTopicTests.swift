import Domain
import TestSupport
import Testing

@Suite struct `What webhooks learn` {
    @Test func `the whole table is as it was reviewed`() throws {
        let lines = JournalEvent.CodingKeys.allCases.map { word in
            switch word.webhook {
            case .topic(let topic): "\(word.rawValue) | \(topic.rawValue)"
            case .never(let reason): "\(word.rawValue) | never: \(reason)"
            }
        }
        try expectGolden(lines.joined(separator: "\n"), "webhooks.txt")
    }

    @Test func `every topic has words, and no topic is called like a word`() {
        for topic in WebhookTopic.allCases {
            #expect(!topic.events.isEmpty)
            #expect(!topic.rawValue.contains("."))
        }
        #expect(WebhookTopic.allCases.flatMap(\.events).count == JournalEvent.CodingKeys.sent.count)
    }

    @Test func `events are chosen by topic and by word`() throws {
        let events = try #require(WebhookEvents(["member.removed", "releases"]))
        #expect(events.names == ["releases", "member.removed"])
        #expect(WebhookEvents(stored: events.stored) == events)
        #expect(events.contains("version.released") && events.contains("member.removed"))
        #expect(!events.contains("member.left") && !events.contains("version.uploaded"))
        #expect(!events.contains("webhook.made") && !events.contains("no.such"))
    }

    @Test(arguments: [[], ["nothing"], ["releases", "webhook.made"], ["person.added"], ["app.created"]])
    func `what is unknown or never sent cannot be chosen`(names: [String]) {
        #expect(WebhookEvents(names) == nil)
    }
}

@Suite struct `When a delivery is tried again` {
    @Test func `ever later, and for the last time a day after the first`() {
        let first = Instant(milliseconds: 1_000_000)
        var (now, moments, attempts) = (first, [Int64](), 1)
        while let next = WebhookRetry.next(attempts: attempts, first: first, now: now) {
            moments.append(next.seconds(since: first))
            (now, attempts) = (next, attempts + 1)
        }
        #expect(moments == [10, 40, 160, 760, 2560, 6160, 13_360, 27_760, 56_560, 85_360, 86_400])
    }

    @Test func `after a long silence once more, not for another day`() {
        let first = Instant(milliseconds: 0)
        #expect(WebhookRetry.next(attempts: 1, first: first, now: first.adding(seconds: 86_401)) == nil)
        #expect(
            WebhookRetry.next(attempts: 3, first: first, now: first.adding(seconds: 86_399))
                == first.adding(seconds: 86_400)
        )
    }
}
