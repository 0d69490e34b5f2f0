import Domain
import Storage
import TestSupport

@testable import Server

/// A random history of two mini programs and of what their owner does with the messages.
struct RandomInbox: Sendable {
    let stage: MessageStage
    let seed: UInt64

    /// Lives through it and gives the owner. The journal begins where messages begin, so that nothing was taken away by hand.
    func live(steps: Int) async throws -> ID<Person> {
        let site = stage.site
        try await site.platform.projections.rebuild("messages")
        var chance = SeededGenerator(seed: seed)
        let lin = try await site.as("lin")
        let other = try await site.app("青禾预约")
        try await site.add("zhou", to: other, as: .developer)
        for step in 0..<steps {
            let number = VersionNumber(1, 0, Int32(step))
            let app = Bool.random(using: &chance) ? stage.app : other
            site.world.advance(seconds: Int64.random(in: 0...1200, using: &chance))
            // What is written later but happened before, as when data of another past comes in.
            if step % 17 == 16 { site.world.advance(seconds: -5000) }
            switch Int.random(in: 0..<10, using: &chance) {
            case 0...3: try await stage.uploads(number, in: app)
            case 4: try await stage.isReviewed(number, .reject, [.whiteScreen])
            case 5: try await stage.happens(.informationChanged(fields: ["name"]), in: app)
            default: try await act(lin, &chance)
            }
        }
        return stage.lin
    }

    private func act(_ lin: SiteClient, _ chance: inout SeededGenerator) async throws {
        guard let row = try await stage.inbox(of: stage.lin).randomElement(using: &chance) else { return }
        let message = "/messages/\(row.sequence)"
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: try await lin.post("\(message)/open").expect(303)
        case 1: try await lin.post("\(message)/archive").expect(303)
        case 2:
            guard let old = try await stage.inbox(of: stage.lin, .archived).randomElement(using: &chance) else {
                return
            }
            try await lin.post("/messages/\(old.sequence)/restore").expect(303)
        case 3:
            let category = ["review", "system", ""].randomElement(using: &chance) ?? ""
            try await lin.post("/messages/read", ["category": category, "through": "\(row.lastSequence)"]).expect(303)
        case 4 where row.app != nil: try await lin.post("\(message)/mute").expect(303)
        default: try await lin.post("/messages/mutes/remove", ["app": stage.app.rawValue]).expect(303)
        }
    }
}
