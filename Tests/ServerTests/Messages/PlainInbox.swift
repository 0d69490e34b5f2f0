import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What is unread by the plainest rule: each message remembers up to which of its entries it was read.
struct PlainInbox: Sendable {
    let stage: MessageStage
    let notices: NoticeStage
    var chance: SeededGenerator
    private var read: [Int64: Int64] = [:]

    init(stage: MessageStage, notices: NoticeStage, chance: SeededGenerator) {
        (self.stage, self.notices, self.chance) = (stage, notices, chance)
    }

    private func rows() async throws -> [MessageRow] {
        try await stage.inbox(of: stage.lin) + stage.inbox(of: stage.lin, .archived)
    }

    /// Something happens, or the owner does something.
    mutating func step(_ step: Int) async throws {
        let lin = try await stage.site.as("lin")
        stage.site.world.advance(seconds: Int64.random(in: 0...1200, using: &chance))
        let number = VersionNumber(1, 0, Int32(step))
        let all = try await rows()
        let row = all.randomElement(using: &chance)
        switch Int.random(in: 0..<12, using: &chance) {
        case 0...3: try await stage.uploads(number)
        case 4, 5: try await stage.isReviewed(number, .reject, [.whiteScreen])
        case 6:
            _ = try await notices.publish()
            try await notices.tick()
        case 7, 8:
            guard let row else { return }
            try await lin.post("/messages/\(row.sequence)/\(step % 2 == 0 ? "read" : "archive")").expect(303)
            read[row.sequence] = row.lastSequence
        default:
            let category = ([nil] + MessageCategory.allCases).randomElement(using: &chance) ?? nil
            let through = row?.lastSequence ?? 0
            let form: KeyValuePairs = ["through": "\(through)", "category": category?.rawValue ?? ""]
            try await lin.post("/messages/read", form).expect(303)
            for one in all where one.lastSequence <= through && (category == nil || one.category == category) {
                read[one.sequence] = one.lastSequence
            }
        }
    }

    /// Rows, lists and counts say the same as the plain rule.
    func check(_ place: String) async throws {
        let all = try await rows()
        let unread = all.filter { $0.lastSequence > read[$0.sequence] ?? 0 }
        #expect(all.filter(\.isUnread).map(\.sequence) == unread.map(\.sequence), "\(place)")
        let newest = unread.sorted { $0.lastSequence > $1.lastSequence }
        #expect(try await stage.inbox(of: stage.lin, .unread).map(\.sequence) == newest.map(\.sequence), "\(place)")
        let counts = try await `All as read`.counts(stage).filter { $0.value > 0 }
        #expect(counts == Dictionary(grouping: unread, by: \.category).mapValues(\.count), "\(place)")
        // Page by page, in one category too.
        for category in [nil, MessageCategory.system] {
            var (seen, cursor): ([Int64], MessageCursor?) = ([], .newest)
            while let place = cursor {
                let found = try await stage.site.platform.engine.read {
                    try MessageQueries($0).page(of: stage.lin, .unread, in: category, after: place, limit: 3)
                }
                seen += found.map(\.sequence)
                cursor = found.count == 3 ? found.last.map(InboxFilter.unread.cursor) : nil
            }
            let wanted = newest.filter { category == nil || $0.category == category }.map(\.sequence)
            #expect(seen == wanted, "\(place)")
        }
    }
}
