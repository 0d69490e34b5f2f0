import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// What operators see and do.
@Suite struct `Product notices, for operators` {
    private static let fields: KeyValuePairs = [
        "title_zh": "新规则", "body_zh": "## 从下月起\n\n- **资质**要齐", "title_en": "New rules",
        "body_en": "From **next month**", "audience": "everybody", "urgent": "1", "link_path": "/rules",
        "link_zh": "看规则", "link_en": "See the rules",
    ]

    private static func id(_ response: SiteResponse) throws -> String {
        try #require(response.location?.split(separator: "/").last.map(String.init))
    }

    @Test func `are written, previewed in both languages, published, read and withdrawn`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let lin = try await site.as("lin")
            let official = stage.official
            try await official.get("/notices").expect(200).expect(text: "还没有通知")
            let id = try Self.id(try await official.post("/notices/new", Self.fields).expect(303))
            let path = "/notices/\(id)"
            try await official.get(path).expect(200).expect(text: "草稿").expect(text: "<h4>从下月起</h4>")
                .expect(text: "<strong>资质</strong>").expect(text: "<strong>next month</strong>")
                .expect(text: "See the rules")
            try await official.post("\(path)/publish", ["when": "now"]).expect(redirectTo: path)
            try await stage.tick()
            try await official.get(path).expect(text: "已投递").expect(text: "撤回这条通知").expect(noText: "/edit")
            try await lin.get("/messages").expect(200).expect(text: "新规则").expect(text: "看规则")
            let inbox = try await lin.get("/messages").text
            let message = try #require(inbox.firstMatch(of: /action="\/messages\/(\d+)\/open/)?.1)
            try await lin.post("/messages/\(message)/open").expect(303)
            try await lin.get("/messages/\(message)").expect(200).expect(text: "<h4>从下月起</h4>")
            try await lin.with("accept-language", "en").get("/messages/\(message)").expect(200)
                .expect(text: "New rules").expect(text: "From <strong>next month</strong>")
            try await lin.post("/messages/\(message)/go").expect(redirectTo: "/rules")
            try await official.get("\(path)/withdraw").expect(200).expect(text: "从 2 个收件箱移除")
            try await official.post("\(path)/withdraw").expect(redirectTo: path)
            try await lin.get("/messages/\(message)").expect(200).expect(text: "已撤回").expect(noText: "<h4>从下月起</h4>")
            try await stage.tick()
            try await official.get(path).expect(text: "已撤回").expect(text: "已从 2 个收件箱移除")
            try await lin.get("/messages/\(message)").expect(404)
            try await lin.get("/messages").expect(noText: "新规则")
        }
    }

    @Test func `a refused form keeps what was typed and says it at the field`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            try await stage.official.post(
                "/notices/new",
                ["title_zh": "", "body_zh": "留着", "audience": "developers", "app_ids": "2021999999999999"]
            ).expect(422).expect(text: "请填写标题").expect(text: "留着").expect(text: "2021999999999999")
            try await stage.official.post(
                "/notices/new",
                ["title_zh": "题", "body_zh": "留着", "audience": "developers", "app_ids": "2021999999999999"]
            ).expect(422).expect(text: "没有这些小程序")
            #expect(try await site.platform.engine.rows("SELECT id FROM notice").isEmpty)
        }
    }

    @Test func `two who write at once notice each other`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let id = try Self.id(try await stage.official.post("/notices/new", Self.fields).expect(303))
            let path = "/notices/\(id)/edit"
            let mine: KeyValuePairs = ["title_zh": "我的", "body_zh": "文", "audience": "owners", "revision": "1"]
            try await stage.official.post(path, mine).expect(303)
            let late: KeyValuePairs = ["title_zh": "迟到的", "body_zh": "文", "audience": "owners", "revision": "1"]
            try await stage.official.post(path, late).expect(409).expect(text: "别人刚刚改过").expect(text: "迟到的")
                .expect(text: "name=\"revision\" value=\"2\"")
            try await stage.official.get("/notices/\(id)").expect(text: "我的")
        }
    }

    @Test func `a time is one to come, in the installation's zone`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let id = try Self.id(try await stage.official.post("/notices/new", Self.fields).expect(303))
            let path = "/notices/\(id)/publish"
            for (date, time) in [("2026-01-19", "10:00"), ("", ""), ("2026-02-30", "10:00"), ("2028-01-20", "10:00")] {
                try await stage.official.post(path, ["when": "later", "date": date, "time": time]).expect(422)
            }
            try await stage.official.post(path, ["when": "later", "date": "2026-01-21", "time": "09:30"]).expect(303)
            try await stage.official.get("/notices/\(id)").expect(text: "待投递").expect(text: "明天 09:30 开始投递")
            try await stage.official.post("/notices/\(id)/cancel").expect(303)
            try await stage.official.post("/notices/\(id)/remove").expect(redirectTo: "/notices")
            try await stage.official.get("/notices/\(id)").expect(404)
        }
    }

    @Test func `are nobody else's`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let id = try Self.id(try await stage.official.post("/notices/new", Self.fields).expect(303))
            let paths = [
                "/notices", "/notices/new", "/notices/\(id)", "/notices/\(id)/edit", "/notices/\(id)/withdraw",
            ]
            let acts = ["/notices/new", "edit", "publish", "cancel", "remove", "withdraw"]
                .map { $0.hasPrefix("/") ? $0 : "/notices/\(id)/\($0)" }
            for duties in [Set<Duty>(), [.reviewer], [.assessor], [.moderator]] {
                let somebody = try await site.as("p-\(duties.first?.rawValue ?? "none")", duties: duties)
                for path in paths { try await somebody.get(path).expect(403) }
                for path in acts { try await somebody.post(path, Self.fields).expect(403) }
            }
            try await site.stranger.get("/notices").expect(303)
            #expect(try await stage.row(ID(rawValue: id)).state == .draft)
            let administrator = try await site.as("root", duties: [.administrator])
            for path in paths.dropLast() { try await administrator.get(path).expect(200) }
        }
    }
}
