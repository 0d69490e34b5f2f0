import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `A request to join` {
    @Test(arguments: EngineKind.available)
    func `is made at the gate of the experience version, and decided by an administrator once`(
        _ kind: EngineKind
    ) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            try await stage.stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.stage.code()
            let visitor = try await site.as("visitor")
            try await visitor.get("/e/\(code)").expect(403).expect(text: "申请加入")
            try await visitor.post("/e/\(code)/join", ["note": "测试组小陈"]).expect(redirectTo: "/e/\(code)")
            try await visitor.get("/e/\(code)").expect(403).expect(text: "正在等管理员处理")
            try await visitor.post("/e/\(code)/join").expect(409)
            try await chen.get("/").expect(200).expect(text: "1 人申请加入")
            let page = try await chen.get("\(stage.path)/members").expect(200).expect(text: "测试组小陈")
            let item = try #require(try await chen.get("\(stage.api)/join-requests").expect(200).items().first)
            let id = try #require(item["id"] as? String)
            try page.expect(text: "\(stage.path)/join-requests/\(id)")
            try await chen.post("\(stage.path)/join-requests/\(id)", ["role": "owner"]).expect(422)
            try await chen.post("\(stage.path)/join-requests/\(id)", ["role": "experiencer"])
                .expect(redirectTo: "\(stage.path)/members")
            #expect(try await stage.roles()["visitor"] == "experiencer")
            try await visitor.get("/e/\(code)").expect(200)
            try await stage.owner.postJSON("\(stage.api)/join-requests/\(id)/decline", "{}")
                .expect(refusal: "ALREADY_ACCEPTED", 409)
        }
    }

    @Test func `that was declined may be made again after a day`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.stage.upload("1.0.0", ["experience": "true"]).expect(201)
            let code = try await stage.stage.code()
            let visitor = try await site.token("visitor")
            func ask() async throws -> SiteResponse {
                try await visitor.postJSON("/api/v1/join-requests", #"{"code": "\#(code)", "note": "hi"}"#)
            }
            let id = try #require(try await ask().expect(201).json()["id"] as? String)
            try await stage.owner.postJSON("\(stage.api)/members", #"{"login": "visitor", "role": "developer"}"#)
                .expect(refusal: "JOIN_REQUEST_OPEN", 409)
            try await stage.owner.postJSON("\(stage.api)/join-requests/\(id)/decline", "{}").expect(200)
            try await ask().expect(refusal: "ASK_LATER", 409)
            site.world.advance(seconds: 86_400)
            try await ask().expect(201)
            // Whoever comes in by another way has nothing open any more.
            let link = try await stage.owner.postJSON(
                "\(stage.api)/invitation-links",
                #"{"role": "developer", "uses": 3, "hours": 1}"#
            ).expect(201).json()
            let path = try #require(link["url"] as? String).dropFirst("http://localhost".count)
            try await site.as("visitor").post(String(path)).expect(303)
            #expect(try await stage.owner.get("\(stage.api)/join-requests").items().isEmpty)
            try await ask().expect(refusal: "MEMBER_EXISTS", 409)
            try await visitor.postJSON("/api/v1/join-requests", #"{"code": "nothing"}"#).expect(404)
            try await site.stranger.postJSON("/api/v1/join-requests", #"{"code": "\#(code)"}"#).expect(401)
        }
    }
}
