import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// "All as read", for everything or for one category.
@Suite struct `All as read` {
    @Test(arguments: EngineKind.available)
    func `marks what was shown, whatever the number, and leaves what came since`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            for patch in 0..<3 { try await stage.isReviewed(VersionNumber(1, 0, Int32(patch)), .approve) }
            try await stage.uploads(VersionNumber(1, 0, 9))
            try await Self.copies(4100, of: stage.lin, site)
            let lin = try await site.as("lin")
            let page = try await lin.get("/messages?category=review").expect(200).expect(text: "本类已读")
            let through = try #require(page.text.firstMatch(of: /name="through" value="(\d+)"/)).output.1
            try await stage.isReviewed(VersionNumber(2, 0, 0), .approve)
            let written = try await Self.untouched(site)
            let form: KeyValuePairs = ["through": String(through), "category": "review"]
            try await lin.post("/messages/read?category=review", form).expect(redirectTo: "/messages?category=review")
            #expect(try await Self.counts(stage) == [.review: 1, .system: 1])
            // The same few rows are written for any number of messages: no message itself is.
            #expect(try await Self.untouched(site) == written)
            #expect(try await stage.inbox(of: stage.lin, .unread).map(\.kind) == [.versionApproved, .versionUploaded])
            let old = try await lin.get("/messages?category=review&show=unread").expect(200)
            #expect(old.text.matches(of: /class="msg unread"/).count == 1)
            // An older page that is still open somewhere takes nothing back.
            try await lin.post("/messages/read", ["through": "1", "category": "review"]).expect(303)
            #expect(try await Self.counts(stage) == [.review: 1, .system: 1])
            try await lin.post("/messages/read", ["through": "\(Int64.max)"]).expect(303)
            #expect(try await stage.unread(stage.lin) == 0)
            #expect(try await stage.inbox(of: stage.lin, .unread).isEmpty)
            #expect(try await stage.unread(stage.zhou) == 4)
            // What nobody has written yet was not shown to anybody: it is news when it comes.
            try await stage.isReviewed(VersionNumber(3, 0, 0), .approve)
            #expect(try await Self.counts(stage) == [.review: 1, .system: 0])
        }
    }

    @Test(arguments: EngineKind.available)
    func `agrees with a plain list at every step, also after the messages were made anew`(_ kind: EngineKind)
        async throws
    {
        for seed in 1...(kind == .sqlite ? 8 : 2) as ClosedRange<UInt64> {
            try await Site.run(kind) { site in
                let stage = try await MessageStage(site)
                let notices = try await NoticeStage(site)
                try await site.platform.projections.rebuild("messages")
                var model = PlainInbox(stage: stage, notices: notices, chance: SeededGenerator(seed: seed))
                for step in 0..<70 {
                    try await model.step(step)
                    try await model.check("seed \(seed), step \(step)")
                }
                let before = try await stage.picture()
                try await site.platform.projections.rebuild("messages")
                #expect(try await stage.picture() == before)
                try await model.check("seed \(seed), made anew")
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `lets a gathered message be unread again when another joins it, once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let lin = try await site.as("lin")
            try await stage.uploads(VersionNumber(1, 0, 0))
            try await lin.post("/messages/read", ["through": "\(Int64.max)", "category": "system"]).expect(303)
            let read = try #require(try await stage.inbox(of: stage.lin).first)
            #expect(!read.isUnread)
            // Opening and filing away what was read altogether counts nothing twice.
            try await lin.post("/messages/\(read.sequence)/open").expect(303)
            try await lin.post("/messages/\(read.sequence)/archive").expect(303)
            #expect(try await stage.unread(stage.lin) == 0)
            for patch in 1...2 as ClosedRange<Int32> {
                try await stage.uploads(VersionNumber(1, 0, patch))
                let row = try #require(try await stage.inbox(of: stage.lin, .unread).first)
                #expect(row.sequence == read.sequence && row.count == Int(patch) + 1)
                #expect(try await stage.unread(stage.lin) == 1)
            }
            try await lin.post("/messages/\(read.sequence)/read").expect(303)
            #expect(try await Self.counts(stage) == [.system: 0])
        }
    }

    @Test(arguments: EngineKind.available)
    func `marks the notices that are here, and not one that is still on its way`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let notices = try await NoticeStage(site)
            let lin = try await site.as("lin")
            _ = try await notices.publish()
            try await notices.tick()
            let late = try await notices.publish { $0.titleZh = "晚到的" }
            let delivery = NoticeDelivery(platform: site.platform)
            #expect(try await delivery.begin() == 1)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            #expect(try await Self.counts(stage) == [.product: 1, .review: 1])
            try await lin.post("/messages/read", ["through": "\(Int64.max)", "category": "review"]).expect(303)
            #expect(try await Self.counts(stage) == [.product: 1, .review: 0])
            try await lin.post("/messages/read", ["through": "\(Int64.max)"]).expect(303)
            #expect(try await stage.unread(stage.lin) == 0)
            var job = try await delivery.claim(late)
            while let next = job { job = try await delivery.step(next) }
            #expect(try await Self.counts(stage) == [.product: 1, .review: 0])
            try await lin.get("/messages?show=unread").expect(200).expect(text: "晚到的")
            let program = try await site.token("lin")
            let read = try await program.postJSON("/api/v1/messages/read", "{}").expect(200).json()
            #expect(read["read"] as? Int == 1)
            _ = try await notices.unread()
        }
    }

    @Test(arguments: EngineKind.available)
    func `stays true when messages come and are opened at the same moment`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            try await site.platform.projections.rebuild("messages")
            let lin = try await site.as("lin")
            for round in 0..<12 as Range<Int32> {
                let old = try await stage.inbox(of: stage.lin).prefix(4)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await stage.isReviewed(VersionNumber(1, round, 0), .approve) }
                    group.addTask { try await stage.uploads(VersionNumber(1, round, 1)) }
                    for row in old {
                        group.addTask { _ = try await lin.post("/messages/\(row.sequence)/read").expect(303) }
                    }
                    for category in ["review", "system", ""] {
                        group.addTask {
                            let form: KeyValuePairs = ["through": "\(Int64.max)", "category": category]
                            _ = try await lin.post("/messages/read", form).expect(303)
                        }
                    }
                    try await group.waitForAll()
                }
                let unread = Dictionary(grouping: try await stage.inbox(of: stage.lin, .unread), by: \.category)
                let counts = try await Self.counts(stage).filter { $0.value > 0 }
                #expect(counts == unread.mapValues(\.count), "round \(round)")
                site.world.advance(seconds: 1800)
            }
        }
    }

    @Test func `goes through no table, and through no message`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            let (scans, steps) = try await site.platform.engine.write { db in
                let plans = WritingQueryPlans(db)
                let writes = MessageWrites(db: plans)
                _ = try writes.readAll(of: stage.lin, in: .review, through: 9_999)
                _ = try writes.readNotices(of: stage.lin, through: 9_999, limit: 10, at: site.world.now)
                return (plans.scans, plans.steps)
            }
            #expect(scans.isEmpty, "\(scans)")
            let index = "INDEX message_unread (person_id=? AND category=? AND last_sequence>?)"
            #expect(steps.contains { $0.contains(index) }, "\(steps)")
        }
    }

    static func counts(_ stage: MessageStage) async throws -> [MessageCategory: Int] {
        try await stage.site.platform.engine.read { try MessageQueries($0).unread(of: stage.lin) }
    }

    /// Messages that nobody has opened one by one.
    private static func untouched(_ site: Site) async throws -> Int? {
        try await site.platform.engine.first("SELECT count(*) AS n FROM message WHERE read_at IS NULL")?.int("n")
    }

    /// Copies of a review message from long ago.
    private static func copies(_ count: Int, of person: ID<Person>, _ site: Site) async throws {
        try await site.platform.engine.write { db in
            for number in 1...count {
                try db.execute(
                    """
                    INSERT INTO message (person_id, sequence, last_sequence, first_at, at, category, is_urgent, kind,
                        app_id, payload)
                    SELECT person_id, \(-number), \(-number), \(number), \(number), category, is_urgent, kind, app_id,
                        payload
                    FROM message WHERE person_id = \(person) AND category = 'review' AND sequence > 0
                    ORDER BY sequence LIMIT 1
                    """
                )
            }
            try db.execute(
                """
                UPDATE message_count SET unread = unread + \(count), read_through = \(-count - 1)
                WHERE person_id = \(person) AND category = 'review'
                """
            )
        }
    }
}
