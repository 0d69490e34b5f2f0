import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct CloseTests {
    @Test(arguments: EngineKind.available)
    func `closing asks for the name, says what is lost, and ends everything`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            let app = try await site.app("山丘咖啡点单")
            let other = try await site.app("青禾预约")
            try await site.add("zhou", to: app, as: .developer)
            let version = try await site.version(VersionNumber(3, 8, 2), of: app, .released)
            try await site.version(VersionNumber(3, 9, 0), of: app)
            try await site.setExperience(version, of: app)
            let path = "/apps/\(app)/close"
            try await lin.get(path).expect(200).expect(text: "线上版本 3.8.2 立即停止").expect(text: "2 个版本")
                .expect(text: "2 位成员")
            try await lin.post(path, ["name": "山丘咖啡"]).expect(422).expect(text: "与“山丘咖啡点单”不一致")
                .expect(text: "value=\"山丘咖啡\"")
            try await site.as("zhou").post(path, ["name": "山丘咖啡点单"]).expect(403)
            try await lin.post(path, ["name": " 山丘咖啡点单 "]).expect(redirectTo: "/")
            try await lin.get("/").expect(text: "山丘咖啡点单已注销").expect(text: AppID.grouped(other))
            for gone in ["", "/information", "/code", "/close", "/activity"] {
                try await lin.get("/apps/\(app)\(gone)").expect(404)
            }
            try await site.as("zhou").get("/").expect(text: "还没有小程序")
            #expect(try await site.words(of: app).last == "app.closed")
            #expect(try await site.words(of: other) == ["app.created"])
        }
    }

    @Test func `by the API the name is asked for only when it is given`() async throws {
        try await Site.run { site in
            let lin = try await site.token("lin")
            let (first, second) = (try await site.app("第一个"), try await site.app("第二个"))
            try await lin.postJSON("/api/v1/apps/\(first)/close", #"{"name":"第二个"}"#).expect(refusal: "INVALID", 422)
            try await lin.postJSON("/api/v1/apps/\(first)/close", #"{"name":"第一个"}"#).expect(204)
            try await lin.send(.post, "/api/v1/apps/\(second)/close").expect(204)
            try await lin.send(.post, "/api/v1/apps/\(second)/close").expect(refusal: "NOT_FOUND", 404)
            #expect(try await lin.get("/api/v1/apps").items().isEmpty)
        }
    }
}
