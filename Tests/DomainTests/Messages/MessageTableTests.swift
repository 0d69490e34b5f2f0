import Domain
import TestSupport
import Testing

@Suite struct MessageTableTests {
    @Test func `the whole table of messages is as it was reviewed`() throws {
        try expectGolden(Self.text, "messages.txt")
    }

    @Test func `every word of the journal has its row`() {
        #expect(Set(EventExamples.all.map(\.word)) == Set(JournalEvent.CodingKeys.allCases.map(\.rawValue)))
    }

    @Test(arguments: EventExamples.all)
    func `what is grouped leads to a page, not to one answer`(event: JournalEvent) {
        guard let rule = event.message.rule, rule.isGrouped else { return }
        switch rule.next {
        case .answerInvitation, .answerJoinRequest, .answerHandOver: Issue.record("one of many cannot be answered here")
        default: break
        }
    }

    @Test(arguments: EventExamples.all)
    func `what makes a message says what it is, and nothing else does`(event: JournalEvent) {
        // Notices are put into inboxes by those who deliver them.
        if case .noticePublished = event { return }
        #expect((event.message.rule == nil) == (event.messageKind == nil))
    }

    /// One line an example: word | recipients | category | urgency | next step, or the reason.
    private static var text: String {
        EventExamples.all.map { event in
            guard case .message(let rule) = event.message else {
                guard case .none(let reason) = event.message else { return "" }
                return "\(event.word) | no message: \(reason)"
            }
            let audience =
                switch rule.audience {
                case .members(let least): "members from \(least.rawValue)"
                case .people(let people): "those named: \(people.map(\.rawValue.suffixedTwo).joined(separator: ", "))"
                }
            let marks = [
                rule.isUrgent ? "urgent" : "ordinary", rule.isGrouped ? "grouped" : nil,
                rule.tellsActor ? "tells the actor too" : nil,
            ].compactMap(\.self).joined(separator: ", ")
            return
                "\(event.word) | \(audience) | \(rule.category.rawValue) | \(marks) | \(rule.next?.name ?? "nothing to do")"
        }.joined(separator: "\n") + "\n"
    }
}

extension String {
    fileprivate var suffixedTwo: String { String(suffix(2)) }
}
