import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct HistoryAPITests {
    @Test(arguments: EngineKind.available)
    func `a version's life is told in its order`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            try await calls.submit("1.0.0").expect(200)
            try await calls.decide("1.0.0", #"{"decision":"reject","reasons":[{"type":"blank_page","memo":"空白"}]}"#)
                .expect(200)
            try await calls.post("1.0.0", "return").expect(200)
            try await calls.submit("1.0.0", #","gray_percent":5"#).expect(200)
            try await calls.decide("1.0.0").expect(200)
            try await calls.gray("1.0.0", "12.5").expect(200)
            try await calls.post("1.0.0", "release").expect(200)
            let items = try await calls.owner.with("accept-language", "en").get("\(calls.api)/versions/1.0.0/timeline")
                .expect(200).items()
            #expect(
                items.compactMap { $0["event"] as? String } == [
                    "version.uploaded", "version.submitted", "version.reviewed", "version.returned",
                    "version.submitted", "version.reviewed", "gray.started", "gray.enlarged", "version.released",
                ]
            )
            #expect(items[2]["decision"] as? String == "reject")
            #expect(items[2]["reasons"] as? [String] == ["blank_page"])
            #expect(items[6]["percent"] as? Double == 5)
            #expect(items[7]["percent"] as? Double == 12.5)
            // Reviewers are named to nobody who belongs to the mini program.
            #expect(items[2]["by"] is NSNull && items[6]["by"] is NSNull && items[8]["by"] as? String == "lin")
            #expect(items.allSatisfy { ($0["text"] as? String)?.contains("1.0.0") ?? false })
            let rest = try await calls.owner.get(
                "\(calls.api)/versions/1.0.0/timeline?after=\(try #require(items[6]["sequence"] as? Int))"
            ).expect(200).items()
            #expect(rest.compactMap { $0["event"] as? String } == ["gray.enlarged", "version.released"])
            try await calls.owner.get("\(calls.api)/versions/9.9.9/timeline").expect(refusal: "NOT_FOUND", 404)
            try await calls.owner.get("\(calls.api)/versions/1.0.0/timeline?after=x").expect(refusal: "INVALID", 422)
        }
    }

    @Test(arguments: EngineKind.available)
    func `what users got on a day is told in the installation's time`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            // 20 January, 10:00 in Shanghai.
            try await calls.release("1.0.0")
            site.world.advance(seconds: 13 * 3600 + 1800)
            // 23:30: still the 20th here, though 15:30 in UTC.
            try await calls.upload("1.1.0")
            try await calls.submit("1.1.0").expect(200)
            try await calls.decide("1.1.0").expect(200)
            try await calls.gray("1.1.0").expect(200)
            site.world.advance(seconds: 3600)
            try await calls.post("1.1.0", "gray", method: .delete).expect(200)
            site.world.advance(seconds: 86_400)
            try await calls.gray("1.1.0", "50").expect(200)
            #expect(try await told(calls, "day=2026-01-19") == [])
            #expect(try await told(calls, "day=2026-01-20") == ["gray 1.1.0 10", "release 1.0.0 100", "gray 1.0.0 10"])
            #expect(try await told(calls, "day=2026-01-21") == ["gray 1.1.0 10", "release 1.0.0 100"])
            #expect(try await told(calls, "day=2026-01-22") == ["gray 1.1.0 50", "release 1.0.0 100"])
            let from = site.world.now.adding(seconds: -60).rfc3339
            #expect(try await told(calls, "from=\(from)") == ["gray 1.1.0 50", "release 1.0.0 100"])
            #expect(try await told(calls, "to=2026-01-20T03:00:00Z") == ["release 1.0.0 100", "gray 1.0.0 10"])
            #expect(try await told(calls, "").count == 4)
            for query in ["day=2026-02-30", "from=yesterday", "from=2026-01-21T00:00:00Z&to=2026-01-20T00:00:00Z"] {
                try await calls.owner.get("\(calls.api)/history?\(query)").expect(refusal: "INVALID", 422)
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `a page of the history begins where the one before ended`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let calls = try await ReleaseCalls(site)
            try await calls.upload("1.0.0")
            try await site.platform.engine.write { [now = site.world.now] db in
                for number in 0..<250 {
                    // Several of one moment: the entry tells them apart.
                    let begin = now.adding(seconds: Int64(number / 3))
                    let period = ReleasePeriod(
                        sequence: Int64(10_000 + number),
                        version: ID(rawValue: "v"),
                        number: VersionNumber(1, 0, Int32(number)),
                        stage: .gray,
                        share: .everyone,
                        begin: begin,
                        end: nil
                    )
                    try ReleaseHistoryWrites(db: db).begin(period, of: calls.app)
                    try ReleaseHistoryWrites(db: db).end(.gray, of: calls.app, at: begin.adding(seconds: 1))
                }
            }
            var (numbers, path): ([String], String?) = ([], "\(calls.api)/history")
            while let address = path {
                let page = try await calls.owner.get(address).expect(200)
                numbers += try page.items().compactMap { $0["version"] as? String }
                path = (try page.json()["next"] as? String).map { "\(calls.api)/history?after=\($0)" }
            }
            #expect(numbers == (0..<250).reversed().map { "1.0.\($0)" })
        }
    }

    private func told(_ calls: ReleaseCalls, _ query: String) async throws -> [String] {
        try await calls.owner.get("\(calls.api)/history?\(query)").expect(200).items().map { item in
            "\(item["stage"] ?? "") \(item["version"] ?? "") \(item["percent"] ?? "")"
        }
    }
}
