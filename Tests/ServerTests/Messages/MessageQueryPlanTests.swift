import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What the inbox asks.
@Suite struct MessageQueryPlanTests {
    @Test func `every list is read by its own index in its own order, however long the inbox`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .reject, [.whiteScreen])
            let lin = stage.lin
            let place = MessageCursor(at: site.world.now, sequence: 99)
            let wanted: [(InboxFilter, MessageCategory?, String)] = [
                (.all, nil, "message_inbox (person_id=? AND (at,sequence)<(?,?))"),
                (.unread, nil, "message_unread (person_id=? AND category=? AND last_sequence>? AND last_sequence<?)"),
                (.important, nil, "message_urgent (person_id=? AND (at,sequence)<(?,?))"),
                (.archived, nil, "message_archived (person_id=? AND (at,sequence)<(?,?))"),
                (.all, .review, "message_in_category (person_id=? AND category=? AND (at,sequence)<(?,?))"),
                (
                    .unread, .review,
                    "message_unread (person_id=? AND category=? AND last_sequence>? AND last_sequence<?)"
                ),
                (
                    .important, .review,
                    "message_urgent_in_category (person_id=? AND category=? AND (at,sequence)<(?,?))"
                ),
                (
                    .archived, .review,
                    "message_archived_in_category (person_id=? AND category=? AND (at,sequence)<(?,?))"
                ),
            ]
            for (filter, category, index) in wanted {
                let (scans, steps) = try await site.platform.engine.read { db in
                    let plans = QueryPlans(db)
                    _ = try MessageQueries(plans).page(of: lin, filter, in: category, after: place, limit: 31)
                    return (plans.scans.filter { !["SCAN m", "SCAN shelf"].contains($0) }, plans.steps)
                }
                #expect(scans.isEmpty, "\(scans)")
                #expect(steps.contains { $0.contains(index) }, "\(steps)")
            }
        }
    }

    @Test func `counts, searches and marks go through no table`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .reject, [.whiteScreen])
            try await stage.uploads(VersionNumber(1, 0, 1))
            let notices = try await NoticeStage(site)
            _ = try await notices.publish()
            try await notices.tick()
            let lin = stage.lin
            let (scans, steps) = try await site.platform.engine.read { db in
                let plans = QueryPlans(db)
                let queries = MessageQueries(plans)
                _ = try queries.unread(of: lin)
                _ = try queries.hasAnswers(of: lin)
                _ = try queries.message(1, of: lin)
                _ = try queries.exists(1, of: lin)
                _ = try MessageMuteQueries(plans).people(muting: .app(stage.app), at: 9)
                _ = try MessageMuteQueries(plans).isMuted(.app(stage.app), by: lin)
                for text in ["审核", "山丘", "周沐", "1.0", "白屏 审核", "上传 周沐 山丘 1.0.1", "新规则"] {
                    _ = try MessageSearchQueries(db: plans, person: lin).page(text, after: .newest, limit: 30)
                }
                return (plans.scans, plans.steps)
            }
            // What a subquery has limited is gone through; a table never.
            let tables = scans.filter {
                ["message", "person", "mini_program", "notice", "mine", "t"].contains($0.dropFirst(5))
            }
            #expect(tables.isEmpty, "\(tables)")
            for index in [
                "message_by_kind", "message_by_app", "message_by_who", "message_by_number", "message_by_detail",
                "message_of_notice (notice=? AND person_id=?)",
            ] {
                #expect(steps.contains { $0.contains(index) }, "\(index)")
            }
        }
    }
}
