import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct AppsAPITests {
    @Test(arguments: EngineKind.available)
    func `a mini program is made, read and changed`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.token("lin")
            let made = try await lin.postJSON("/api/v1/apps", #"{"name":"山丘咖啡点单"}"#).expect(201)
            let id = try #require(try made.json()["app_id"] as? String)
            #expect(AppID.check(id) != nil)
            #expect(made.location == "/api/v1/apps/\(id)")
            let body = """
                {"name":"山丘咖啡","english_name":"Hill Coffee","slogan":"到店即取，不用排队",
                 "description":"在手机上点一杯咖啡，到店就能取走。","service_phone":"95188",
                 "service_email":"service@example.com","region_type":"CHINA","categories":["0101","1002"]}
                """
            let changed = try await lin.postJSON("/api/v1/apps/\(id)", body, method: .patch).expect(200).json()
            #expect(changed["name"] as? String == "山丘咖啡")
            #expect(changed["categories"] as? [String] == ["0101", "1002"])
            #expect(changed["region_type"] as? String == "CHINA")
            #expect(changed["logo_url"] is String == false && changed.keys.contains("logo_url"))
            let completeness = try #require(changed["completeness"] as? [String: Any])
            #expect(completeness["missing"] as? [String] == ["logo"])
            #expect(completeness["licences"] as? [String] == ["食品经营许可证"])
            let read = try await lin.get("/api/v1/apps/\(id)").expect(200).json()
            #expect(Set(read.keys) == Set(changed.keys) && read["slogan"] as? String == "到店即取，不用排队")
        }
    }

    @Test func `refusals name every field`() async throws {
        try await Site.run { site in
            let lin = try await site.token("lin")
            try await lin.postJSON("/api/v1/apps", #"{"name":"咖"}"#).expect(refusal: "INVALID", 422)
            try await lin.postJSON("/api/v1/apps", "{}").expect(refusal: "MALFORMED_JSON", 400)
            let app = try await site.app()
            let answer = try await lin.postJSON(
                "/api/v1/apps/\(app)",
                #"{"slogan":"短","service_phone":"1","region_type":"MOON","categories":["01"]}"#,
                method: .patch
            )
            let text = try answer.expect(refusal: "INVALID", 422).text
            for field in ["slogan", "service_phone", "region_type", "categories"] {
                #expect(text.contains("\"\(field)\""))
            }
            try await lin.postJSON("/api/v1/apps/\(app)", #"{"categories":"0101"}"#, method: .patch)
                .expect(refusal: "MALFORMED_JSON", 400)
        }
    }

    @Test(arguments: EngineKind.available)
    func `a list goes on by its cursor, newest first`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.token("lin")
            var made: [String] = []
            for index in 1...5 {
                site.world.advance(seconds: 1)
                made.insert(try await site.app("小程序\(index)").rawValue, at: 0)
            }
            _ = try await site.app("别人的", of: "zhou")
            var seen: [String] = []
            var path: String? = "/api/v1/apps?limit=2"
            while let next = path {
                let page = try await lin.get(next).expect(200)
                seen += try page.items().compactMap { $0["app_id"] as? String }
                path = (try page.json()["next"] as? String).map { "/api/v1/apps?limit=2&after=\($0)" }
            }
            #expect(seen == made)
            try await lin.get("/api/v1/apps?after=x").expect(refusal: "INVALID", 422)
        }
    }

    @Test func `who is not a member gets nothing, who is less gets the reason`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            try await site.add("zhou", to: app, as: .developer)
            try await site.stranger.get("/api/v1/apps").expect(refusal: "SIGN_IN_REQUIRED", 401)
            try await site.stranger.get("/api/v1/apps/\(app)").expect(refusal: "SIGN_IN_REQUIRED", 401)
            try await site.token("hejing").get("/api/v1/apps/\(app)").expect(refusal: "NOT_FOUND", 404)
            let zhou = try await site.token("zhou")
            try await zhou.get("/api/v1/apps/\(app)").expect(200)
            try await zhou.postJSON("/api/v1/apps/\(app)", #"{"name":"改名字"}"#, method: .patch)
                .expect(refusal: "FORBIDDEN", 403)
            let reader = try await site.token("lin", scopes: [.appView])
            try await reader.get("/api/v1/apps/\(app)").expect(200)
            try await reader.postJSON("/api/v1/apps/\(app)", #"{"name":"改名字"}"#, method: .patch)
                .expect(refusal: "FORBIDDEN", 403)
        }
    }

    @Test func `what the API does not know is refused, not passed over`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            let lin = try await site.token("lin")
            let path = "/api/v1/apps/\(app)"
            let body = #"{"name":"新的名字","sloagn":"到店即取，不用排队","role":"OWNER"}"#
            let answer = try await lin.postJSON(path, body, method: .patch).expect(refusal: "UNKNOWN_FIELD", 422)
            let fields = try answer.json()["fields"] as? [[String: Any]]
            #expect(fields?.compactMap { $0["field"] as? String } == ["role", "sloagn"])
            #expect(try await site.information(of: app)?.name == "山丘咖啡点单")
            for limit in ["0", "101", "x"] {
                try await lin.get("/api/v1/apps?limit=\(limit)").expect(refusal: "INVALID", 422)
            }
            try await lin.get("/api/v1/apps?limit=100").expect(200)
            let wrong = try await lin.delete(path).expect(refusal: "METHOD_NOT_ALLOWED", 405)
            #expect(wrong.headers[.allow] == "GET, HEAD, PATCH")
            try await lin.delete("/api/v1/nothing").expect(refusal: "NOT_FOUND", 404)
        }
    }

    @Test func `the categories are a tree with their licences`() async throws {
        try await Site.run { site in
            let items = try await site.token("lin").get("/api/v1/categories").expect(200).items()
            #expect(items.count == 16)
            let coffee = (items.first?["children"] as? [[String: Any]])?.first
            #expect(coffee?["id"] as? String == "0101")
            #expect(coffee?["name"] as? String == "咖啡茶饮")
            #expect(coffee?["licences"] as? [String] == ["食品经营许可证"])
            try await site.stranger.get("/api/v1/categories").expect(refusal: "SIGN_IN_REQUIRED", 401)
        }
    }
}
