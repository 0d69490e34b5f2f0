import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Product notices, in the JSON API` {
    private static let path = "/api/v1/notices"

    @Test(arguments: EngineKind.available)
    func `are made, changed, published, followed and withdrawn`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await NoticeStage(site)
            let token = try await site.token("guan", scopes: [.noticeWrite], duties: [.official])
            let made = try await token.postJSON(
                Self.path,
                #"{"title_zh":"题","body_zh":"文","audience":"everybody"}"#
            ).expect(201).json()
            let id = try #require(made["id"] as? String)
            #expect(made["state"] as? String == "DRAFT" && made["urgent"] as? Bool == false)
            let change = #"{"title_zh":"改","body_zh":"文","audience":"everybody","urgent":true,"revision":1}"#
            let changed = try await token.postJSON("\(Self.path)/\(id)", change, method: .put).expect(200).json()
            #expect(changed["title_zh"] as? String == "改" && changed["revision"] as? Int == 2)
            try await token.postJSON("\(Self.path)/\(id)", change, method: .put).expect(refusal: "NOTICE_CHANGED", 409)
            let later = #"{"at":"2026-01-20T12:00:00+08:00"}"#
            try await token.postJSON("\(Self.path)/\(id)/publish", later).expect(200)
            #expect(try await stage.row(ID(rawValue: id)).dueAt == site.world.now.adding(seconds: 7200))
            try await token.delete("\(Self.path)/\(id)/publish").expect(200)
            try await token.postJSON("\(Self.path)/\(id)/publish", #"{"at":"gestern"}"#).expect(refusal: "INVALID", 422)
            try await token.postJSON("\(Self.path)/\(id)/publish", "{}").expect(200)
            try await stage.tick()
            let delivered = try await token.get("\(Self.path)/\(id)").expect(200).json()
            let progress = try #require(delivered["progress"] as? [String: Int])
            #expect(progress == ["total": 1, "delivered": 1, "removed": 0, "read": 0])
            try await token.delete("\(Self.path)/\(id)").expect(refusal: "NOTICE_STATE", 409)
            try await token.postJSON("\(Self.path)/\(id)/withdraw", "{}").expect(200)
            try await stage.tick()
            let list = try await token.get(Self.path).expect(200).items()
            #expect(list.map { $0["state"] as? String } == ["WITHDRAWN"])
        }
    }

    @Test func `are refused to a token without the scope, and what is misspelt by name`() async throws {
        try await Site.run { site in
            _ = try await NoticeStage(site)
            let other = try await site.token("guan", scopes: [.messageRead], duties: [.official])
            try await other.get(Self.path).expect(403)
            let token = try await site.token("guan", scopes: [.noticeWrite], duties: [.official])
            let body = #"{"titel":"题","title_zh":"题","body_zh":"文","audience":"everybody"}"#
            try await token.postJSON(Self.path, body).expect(refusal: "UNKNOWN_FIELD", 422)
            try await token.get("\(Self.path)/none").expect(404)
        }
    }

    @Test func `are listed newest first, page by page`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            for index in 0..<52 {
                site.world.advance(seconds: 1)
                let draft = NoticeStage.draft { $0.titleZh = "第 \(index) 条" }
                _ = try await SaveNotice(platform: site.platform)(draft, by: stage.caller)
            }
            let token = try await site.token("guan", scopes: [.noticeWrite], duties: [.official])
            let first = try await token.get(Self.path).expect(200)
            #expect(try first.items().count == 50)
            #expect(try first.items().first?["title_zh"] as? String == "第 51 条")
            let next = try #require(try first.json()["next"] as? String)
            let second = try await token.get("\(Self.path)?after=\(next)").expect(200)
            #expect(try second.items().map { $0["title_zh"] as? String } == ["第 1 条", "第 0 条"])
            try await token.get("\(Self.path)?after=x").expect(refusal: "INVALID", 422)
        }
    }
}
