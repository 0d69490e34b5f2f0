import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The journal through the API` {
    @Test(arguments: EngineKind.available)
    func `gives sentences, exact records and their place in the chain`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("zhou", name: "周沐")
            try await DisablePerson(platform: site.platform)(login: "zhou", reason: .left, by: stage.caller)
            let root = try await site.token("root", duties: Set(Duty.allCases))
            let first = try await root.get("/api/v1/journal?word=person.disabled&limit=1").expect(200).items()
            let item = try #require(first.first)
            #expect(item["text"] as? String == "何书言停用了账号（离开团队）：周沐")
            #expect((item["by"] as? [String: Any])?["login"] as? String == "root")
            #expect((item["people"] as? [[String: Any]])?.first?["login"] as? String == "zhou")
            #expect(item["topic"] as? String == "people")
            let entry = try await root.with("accept-language", "en").get("/api/v1/journal/3").expect(200).json()
            #expect(entry["verified"] as? Bool == true)
            #expect(entry["text"] as? String == "何书言 disabled an account, left the team (周沐)")
            #expect((entry["previous_hash"] as? String)?.count == 64)
            let payload = try #require(entry["payload"] as? String)
            #expect(try JournalPayload(stored: payload).event.word == "person.disabled")
            for query in ["person=nobody", "topic=weather", "from=yesterday", "limit=0", "after=x"] {
                try await root.get("/api/v1/journal?\(query)").expect(refusal: "INVALID", 422)
            }
            try await root.get("/api/v1/journal/99").expect(refusal: "NOT_FOUND", 404)
            let page = try await root.get("/api/v1/journal?limit=2").expect(200).json()
            let next = try #require(page["next"] as? String)
            #expect(try await root.get("/api/v1/journal?limit=2&after=\(next)").expect(200).items().count == 2)
        }
    }
}
