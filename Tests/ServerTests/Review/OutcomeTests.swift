import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct `A review's page` {
    @Test(arguments: EngineKind.available)
    func `says where it stands, why it was rejected, and what to do next`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            try await stage.lin.get(stage.path("1.0.0", "review")).expect(200).expect(text: "1.0.0 还没有提审过")
                .expect(text: stage.submit("1.0.0"))
            try await stage.lin.get(stage.path("9.9.9", "review")).expect(404)
            try await stage.send("1.0.0", [("express", "true")])
            site.world.advance(seconds: 2 * 3600 + 600)
            let waiting = try await stage.lin.get(stage.path("1.0.0", "review")).expect(200)
            try waiting.expect(text: "已等待 2 小时 10 分").expect(text: "加急").expect(text: stage.path("1.0.0", "withdraw"))
            let picture = ID<Picture>(rawValue: try await stage.picture("1.0.0", by: stage.lin))
            try await stage.decide(
                .reject,
                VersionNumber(1, 0, 0),
                [
                    RejectionReason(type: .whiteScreen, memo: "首页白屏 11 秒\n请加骨架", pictures: [picture]),
                    RejectionReason(type: .impliedEndorsement, memo: "去掉<官方>"),
                ]
            )
            let page = try await stage.lin.get(stage.path("1.0.0", "review")).expect(200)
            for text in [
                "审核未通过", "弱网白屏", "首页白屏 11 秒\n请加骨架", "暗示平台背书", "去掉&lt;官方&gt;", "/refusals#white_screen",
                "#reason-1-1", #"id="reason-1-1""#, stage.path("1.0.0", "return"), "/apps/\(stage.app)/upload",
                ReviewStage.description, "review@example.com",
            ] { try page.expect(text: text) }
            // Who decided is the platform's affair.
            try page.expect(noText: "何书言")
        }
    }

    @Test func `explains an approval of the base alone`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.send()
            let reasons = [RejectionReason(type: .nameMismatch, memo: "标语写的服务页面里没有")]
            try await stage.decide(.approveBase, VersionNumber(1, 0, 0), reasons)
            let page = try await stage.lin.get(stage.path("1.0.0", "review")).expect(200)
            try page.expect(text: "准入，不可营销").expect(text: "平台不会推荐它").expect(text: "为什么不可营销")
                .expect(text: "标语写的服务页面里没有").expect(text: "开始灰度")
        }
    }

    @Test func `shows test accounts and papers to developers and reviewers only`() async throws {
        try await Site.run { site in
            let stage = try await ReviewStage(site)
            try await stage.send()
            let tester = try await stage.stage.member("chen", .experiencer)
            let reviewer = try await site.as("shuyan", duties: [.reviewer])
            try await reviewer.get(stage.path("1.0.0", "review")).expect(200).expect(text: "Latte-42")
            let page = try await tester.get(stage.path("1.0.0", "review")).expect(200).expect(
                text: ReviewStage.description
            )
            try page.expect(noText: "Latte-42").expect(noText: "JY1330106").expect(
                noText: stage.path("1.0.0", "withdraw")
            )
            try await site.as("nobody").get(stage.path("1.0.0", "review")).expect(404)
        }
    }

    @Test(arguments: EngineKind.available)
    func `lists the submissions of other versions page by page`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReviewStage(site)
            // Two of them in one millisecond, so that the page's end falls between equals.
            for index in 1...12 {
                try await stage.stage.upload("1.0.\(index)").expect(201)
                try await stage.send("1.0.\(index)")
                try await stage.lin.post(stage.path("1.0.\(index)", "withdraw")).expect(303)
                if index != 2 { site.world.advance(seconds: 60) }
            }
            func numbers(_ page: SiteResponse) -> [String] {
                page.text.matches(of: /<b class="number">([\d.]+)<\/b>/).map { String($0.1) }
            }
            let first = try await stage.lin.get(stage.path("1.0.0", "review")).expect(200)
            let more = try #require(first.text.firstMatch(of: /href="([^"]+before=[^"#]+)#others"/)).1
            let second = try await stage.lin.get(String(more)).expect(200)
            #expect(numbers(first) + numbers(second) == (1...12).reversed().map { "1.0.\($0)" })
            #expect(numbers(first).count == 10)
            try second.expect(noText: "before=")
            // A line leads to its own page, as long as the version is there.
            try first.expect(text: stage.path("1.0.12", "review"))
            try await stage.lin.delete("\(stage.stage.api)/versions/1.0.12").expect(204)
            try await stage.lin.get(stage.path("1.0.0", "review")).expect(text: "1.0.12")
                .expect(noText: stage.path("1.0.12", "review"))
        }
    }
}

@Suite struct `What developers read about reviews` {
    @Test func `every type of rejection has its place, open to all`() async throws {
        try await Site.run { site in
            // Somebody must be there, or the front door asks to set up.
            _ = try await site.person("lin")
            let page = try await site.stranger.get("/refusals").expect(200)
            let english = try await site.stranger.with("accept-language", "en").get("/refusals").expect(200)
            for type in RejectionType.allCases {
                try page.expect(text: #"id="\#(type.rawValue)""#).expect(text: ##"href="#\##(type.rawValue)""##)
                try page.expect(text: type.words.zh)
                try english.expect(text: type.words.en)
            }
        }
    }

    @Test func `the agreement can be read by all who are signed in, every text of it`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            for path in ["/agreement", "/agreement/2026-11-01"] {
                try await lin.get(path).expect(200).expect(text: "五、违规处理").expect(text: "2026-11-01 起生效")
                try await site.stranger.get(path).expect(303)
            }
            try await lin.with("accept-language", "en").get("/agreement").expect(text: "In force from 2026-11-01")
            try await lin.get("/agreement/2026-01-01").expect(404)
        }
    }
}
