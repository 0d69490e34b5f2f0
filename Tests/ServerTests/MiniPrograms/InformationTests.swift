import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite struct InformationTests {
    @Test(arguments: EngineKind.available)
    func `every section is filled in through its form`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let base = "/apps/\(app)/information"
            for section in InformationSection.allCases {
                let page = try await lin.get("\(base)/\(section.rawValue)").expect(200).expect(text: "保存")
                for field in section.fields { try page.expect(text: "id=\"\(field.anchor)\"") }
            }
            try await lin.post(
                "\(base)/names",
                [
                    "name": "山丘咖啡", "english_name": "Hill Coffee", "slogan": "到店即取，不用排队",
                    "description": "在手机上点一杯咖啡，\r\n到店就能取走。",
                ]
            ).expect(redirectTo: base)
            try await lin.post("\(base)/categories", ["categories": "0101", "categories": "1001"]).expect(303)
            try await lin.post("\(base)/region", ["region_type": "LOCATION", "provinces": "330000"]).expect(303)
            try await lin.post("\(base)/contacts", ["service_phone": "95188", "service_email": "a@example.com"])
                .expect(303)
            try await lin.post(
                "\(base)/compliance",
                ["filing_number": "浙ICP备2021000001号-1a", "privacy_policy_url": "https://example.com/p"]
            ).expect(303)
            try await lin.post(
                "\(base)/domains",
                [
                    "request_domains": "https://API.example.com/", "request_domains": "",
                    "request_domains": "cdn.example.com",
                ]
            ).expect(303)

            let kept = try #require(try await site.information(of: app))
            #expect(kept.name == "山丘咖啡")
            #expect(kept.description == "在手机上点一杯咖啡，\n到店就能取走。")
            #expect(kept.categories == ["0101", "1001"])
            #expect(kept.regionType == .location && kept.provinces == ["330000"])
            #expect(kept.servicePhone == "95188" && kept.serviceEmail == "a@example.com")
            #expect(kept.filingNumber == "浙ICP备2021000001号-1A")
            #expect(kept.requestDomains == ["api.example.com", "cdn.example.com"])
            let page = try await lin.get(base).expect(200).expect(text: "已保存").expect(text: "还差 1 项就能提审")
            try page.expect(text: "餐饮 · 咖啡茶饮").expect(text: "浙江省").expect(text: "食品经营许可证")
            #expect(try await site.words(of: app).filter { $0 == "app.information_changed" }.count == 6)
        }
    }

    @Test func `a refused form keeps what was typed and says at each field what is wrong`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let fields: KeyValuePairs = ["name": "山丘咖啡", "slogan": "到店即取", "description": "太短", "english_name": ""]
            let page = try await lin.post("/apps/\(app)/information/names", fields).expect(422)
            try page.expect(text: "标语太短：现在 8，至少 10").expect(text: "简介太短：现在 4，至少 20")
            try page.expect(text: "value=\"到店即取\"").expect(text: "太短</textarea>").expect(text: "value=\"山丘咖啡\"")
            #expect(try await site.information(of: app)?.name == "山丘咖啡点单")
            try await lin.post("/apps/\(app)/information/region", ["region_type": "LOCATION"]).expect(422)
                .expect(text: "请至少勾选一个省份")
            let many: KeyValuePairs = [
                "categories": "0101", "categories": "0102", "categories": "0103", "categories": "0104",
                "categories": "0201",
            ]
            try await lin.post("/apps/\(app)/information/categories", many).expect(422)
                .expect(text: "现在 5 个，最多 4 个").expect(text: "value=\"0201\" data-label=\"零售 · 综合商超\" checked")
            #expect(try await site.words(of: app) == ["app.created"])
        }
    }

    @Test func `a page that was open meanwhile takes back nobody's change`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            try await site.add("chen", to: app, as: .administrator)
            let path = "/apps/\(app)/information/contacts"
            try await lin.post(path, ["service_phone": "95188", "service_email": "old@example.com"]).expect(303)
            let open = try await lin.get(path).expect(200)
            try open.expect(text: #"name="shown_service_phone" value="95188""#)
            try await site.as("chen").post(path, ["service_phone": "95199"]).expect(303)
            let sent: KeyValuePairs = [
                "service_phone": "95188", "shown_service_phone": "95188", "service_email": "new@example.com",
                "shown_service_email": "old@example.com",
            ]
            try await lin.post(path, sent).expect(303)
            let kept = try #require(try await site.information(of: app))
            #expect(kept.servicePhone == "95199" && kept.serviceEmail == "new@example.com")
        }
    }

    @Test(arguments: [
        ("domains", "request_domains", "a.example.com", "b.example.com"),
        ("categories", "categories", "0101", "1001"), ("region", "region_type", "CHINA", "GLOBAL"),
        ("contacts", "service_phone", "95188", "95199"),
    ])
    func `what two people change at once is said, and the second decides`(
        _ section: String,
        _ field: String,
        _ first: String,
        _ second: String
    ) async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            try await site.add("chen", to: app, as: .administrator)
            let path = "/apps/\(app)/information/\(section)"
            try await site.as("chen").post(path, [field: first, "shown_\(field)": ""]).expect(303)
            // What was not touched takes nothing back; an untouched page is saved without a word.
            let before = try #require(try await site.information(of: app))
            try await lin.post(path, ["shown_\(field)": ""]).expect(303)
            #expect(try await site.information(of: app) == before)
            let refused = try await lin.post(path, [field: second, "shown_\(field)": ""]).expect(409)
            try refused.expect(text: "别人修改了这一项").expect(text: "name=\"shown_\(field)\" value=\"\(first)\"")
            #expect(try await site.information(of: app) == before)
            try await lin.post(path, [field: second, "shown_\(field)": first]).expect(303)
            #expect(try await site.information(of: app) != before)
        }
    }

    @Test func `who may look may not always edit`() async throws {
        try await Site.run { site in
            let app = try await site.app()
            try await site.add("zhou", to: app, as: .developer)
            try await site.add("chen", to: app, as: .administrator)
            let zhou = try await site.as("zhou")
            try await zhou.get("/apps/\(app)/information").expect(200).expect(noText: "/information/names")
            try await zhou.get("/apps/\(app)/information/names").expect(403).expect(text: "需要管理员")
            try await zhou.post("/apps/\(app)/information/names", ["name": "改名"]).expect(403)
            let chen = try await site.as("chen")
            try await chen.post("/apps/\(app)/information/names", ["name": "山丘咖啡"]).expect(303)
            try await chen.get("/apps/\(app)/information/nothing").expect(404)
            try await site.as("hejing").get("/apps/\(app)/information").expect(404)
        }
    }

    @Test(arguments: EngineKind.available)
    func `after a release names change twice a year`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let path = "/apps/\(app)/information/names"
            for index in 1...5 { try await lin.post(path, ["name": "名称\(index)"]).expect(303) }
            try await site.version(VersionNumber(1, 0, 0), of: app, .offline)
            try await lin.get(path).expect(text: "今年还可改 2 次")
            for index in 6...7 {
                site.world.advance(seconds: 1)
                try await lin.post(path, ["name": "名称\(index)"]).expect(303)
            }
            // The same name again is no change.
            try await lin.post(path, ["name": "名称7", "description": "在手机上点一杯咖啡，到店就能取走。"]).expect(303)
            site.world.advance(seconds: 1)
            let page = try await lin.post(path, ["name": "名称8", "description": "点一杯咖啡，到店就能取走，不用排队。"])
            try page.expect(409).expect(text: "今年的 2 次修改已用完，2027 年 1 月 1 日起可再修改").expect(text: "value=\"名称8\"")
            #expect(try await site.information(of: app)?.name == "名称7")
            // 346 days on it is 2027.
            site.world.advance(seconds: 346 * 86_400)
            try await site.as("lin").post(path, ["name": "名称8"]).expect(303)
        }
    }

    @Test func `slogan, categories and phone change five times a month each`() async throws {
        try await Site.run { site in
            let lin = try await site.token("lin")
            let app = try await site.app()
            try await site.version(VersionNumber(1, 0, 0), of: app, .released)
            for index in 1...5 {
                site.world.advance(seconds: 1)
                let body =
                    #"{"service_phone":"9518\#(index)","slogan":"到店即取不用排队 \#(index)","categories":["010\#((index - 1) % 4 + 1)"]}"#
                try await lin.postJSON("/api/v1/apps/\(app)", body, method: .patch).expect(200)
            }
            for body in [#"{"service_phone":"95190"}"#, #"{"slogan":"换一句话来介绍"}"#, #"{"categories":["1001"]}"#] {
                let answer = try await lin.postJSON("/api/v1/apps/\(app)", body, method: .patch)
                try answer.expect(refusal: "EDIT_LIMIT_REACHED", 409).expect(text: "2026 年 2 月 1 日起可再修改")
            }
            let quotas = try #require(
                try await lin.get("/api/v1/apps/\(app)").json()["quotas"] as? [String: [String: Any]]
            )
            #expect(quotas["slogan"]?["remaining"] as? Int == 0)
            #expect(quotas["slogan"]?["next_at"] as? String == "2026-01-31T16:00:00.000Z")
            #expect(quotas["name"]?["remaining"] as? Int == 2)
            #expect(quotas["description"] == nil)
            try await lin.postJSON("/api/v1/apps/\(app)", #"{"service_email":"a@example.com"}"#, method: .patch).expect(
                200
            )
        }
    }

    @Test func `nothing changes while a version is in review`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let app = try await site.app()
            let version = try await site.version(VersionNumber(1, 0, 0), of: app, .inReview)
            let path = "/apps/\(app)/information/names"
            try await lin.get(path).expect(text: "有版本正在审核").expect(text: "disabled")
            try await lin.post(path, ["name": "改个名字"]).expect(409).expect(text: "没有保存")
            try await lin.postJSON("/api/v1/apps/\(app)", #"{"description":"在手机上点一杯咖啡，到店就能取走。"}"#, method: .patch)
                .expect(refusal: "INFORMATION_LOCKED", 409)
            try await site.setStatus(version, .development)
            try await lin.post(path, ["name": "改个名字"]).expect(303)
        }
    }
}
