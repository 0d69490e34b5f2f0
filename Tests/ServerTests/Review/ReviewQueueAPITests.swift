import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct ReviewQueueAPITests {
    @Test(arguments: EngineKind.available)
    func `the queue has express ones first, then the longest waiting`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let (one, two, three) = (
                try await ReleaseCalls(site), try await ReleaseCalls(site), try await ReleaseCalls(site)
            )
            for (calls, more) in [(one, ""), (two, ""), (three, #","express":true"#)] {
                try await calls.upload("1.0.0")
                try await calls.submit("1.0.0", more).expect(200)
                site.world.advance(seconds: 60)
            }
            let items = try await one.reviewer.get("/api/v1/reviews").expect(200).items()
            #expect(items.compactMap { $0["app_id"] as? String } == [three, one, two].map(\.app.rawValue))
            #expect(items.compactMap { $0["express"] as? Bool } == [true, false, false])
            #expect(items.compactMap { $0["waiting_seconds"] as? Int } == [60, 180, 120])
            #expect(items.allSatisfy { $0["own"] as? Bool == false && $0["claimed_by"] is NSNull })
            try await one.decide("1.0.0").expect(200)
            try await two.post("1.0.0", "withdraw").expect(200)
            #expect(try await one.reviewer.get("/api/v1/reviews").expect(200).items().count == 1)
            try await one.owner.get("/api/v1/reviews").expect(refusal: "FORBIDDEN", 403)
            try await one.reviewer.get("/api/v1/reviews?after=x").expect(refusal: "INVALID", 422)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a page of the queue begins where the one before ended`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            let person = try await site.person("lin")
            // Many of one moment, express and not: only the id tells them apart.
            try await site.platform.engine.write { [now = site.world.now] db in
                for number in 0..<120 {
                    let id = ID<Submission>(rawValue: "s\(1000 + number)")
                    try db.execute(
                        """
                        INSERT INTO submission (id, app_id, version_id, number, submitted_by, submitted_at, description,
                            screenshots, queue_rank, agreement)
                        VALUES (\(id), \(calls.app), \(id.rawValue), '1.0.0', \(person), \(now), '', '', \(number % 2), '')
                        """
                    )
                }
            }
            var (seen, path): (Int, String?) = (0, "/api/v1/reviews")
            var ranks: [Bool] = []
            while let address = path {
                let page = try await calls.reviewer.get(address).expect(200)
                let items = try page.items()
                seen += items.count
                ranks += items.compactMap { $0["express"] as? Bool }
                path = (try page.json()["next"] as? String).map { "/api/v1/reviews?after=\($0)" }
            }
            #expect(seen == 120)
            #expect(ranks == Array(repeating: true, count: 60) + Array(repeating: false, count: 60))
        }
    }

    @Test func `what one reviewer has claimed, another cannot decide`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            let other = try await site.token("gu.yan", duties: [.reviewer])
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(200)
            let claimed = try await calls.post("1.0.0", "claim", by: calls.reviewer).expect(200).json()
            #expect((claimed["claimed_by"] as? [String: Any])?["login"] as? String == "shen")
            let path = "\(calls.api)/versions/1.0.0/review"
            let seen = try await calls.owner.get(path).expect(200).json()
            #expect(seen["claimed_by"] is NSNull && seen["claimed_at"] is String)
            try await calls.post("1.0.0", "claim", by: other).expect(refusal: "REVIEW_CLAIMED", 409)
            try await calls.post("1.0.0", "claim", method: .delete, by: other).expect(refusal: "REVIEW_CLAIMED", 409)
            let decision = #"{"decision":"approve"}"#
            try await calls.post("1.0.0", "review", decision, by: other).expect(refusal: "REVIEW_CLAIMED", 409)
            let queue = try await other.get("/api/v1/reviews").expect(200).items()
            #expect((queue.first?["claimed_by"] as? [String: Any])?["login"] as? String == "shen")
            let back = try await calls.post("1.0.0", "claim", method: .delete, by: calls.reviewer).expect(200).json()
            #expect(back["claimed_by"] is NSNull)
            try await calls.post("1.0.0", "claim", by: other).expect(200)
            site.world.advance(seconds: ClaimReview.lastsSeconds)
            let later = try await calls.reviewer.get(path).expect(200).json()
            #expect(later["claimed_by"] is NSNull && later["claimed_at"] is NSNull)
            try await calls.decide("1.0.0").expect(200)
            let decided = try await other.get(path).expect(200).json()
            #expect((decided["decided_by"] as? [String: Any])?["login"] as? String == "shen")
            let told = try await calls.owner.get(path).expect(200).json()
            #expect(told["decided_by"] is NSNull)
            try await calls.post("1.0.0", "claim", by: other).expect(refusal: "AUDITING_VERSION_NOT_EXIST", 409)
        }
    }

    @Test func `nobody decides about a mini program that they belong to, and the queue says so`() async throws {
        try await Site.run { site in
            let calls = try await ReleaseCalls(site)
            let both = try await calls.member("zhou", .developer, duties: [.reviewer])
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(200)
            #expect(try await both.get("/api/v1/reviews").expect(200).items().first?["own"] as? Bool == true)
            try await calls.post("1.0.0", "claim", by: both).expect(refusal: "FORBIDDEN", 403)
            try await calls.post("1.0.0", "review", #"{"decision":"approve"}"#, by: both).expect(
                refusal: "FORBIDDEN",
                403
            )
            #expect(try await calls.version("1.0.0", by: both)["possible"] as? [String] == ["withdraw"])
            #expect(try await calls.version("1.0.0", by: calls.reviewer)["possible"] as? [String] == ["review"])
        }
    }
}
