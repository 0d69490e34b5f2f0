import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// The inbox as people use it.
@Suite struct MessageTests {
    @Test(arguments: EngineKind.available)
    func `messages are listed newest first, page by page, those of the past where they happened`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            for patch in 0..<35 {
                try await stage.isReviewed(VersionNumber(1, 0, Int32(patch)), .approve)
                site.world.advance(seconds: patch % 10 == 9 ? -86_400 : 600)
            }
            let lin = try await site.as("lin")
            var path = "/messages"
            var seen: [String] = []
            while true {
                let page = try await lin.get(path).expect(200)
                seen += page.text.matches(of: /action="\/messages\/(\d+)\/open/).map { String($0.output.1) }
                guard let more = page.text.firstMatch(of: /href="(\/messages\?before=[^"]+)">更早的/) else { break }
                path = String(more.output.1)
            }
            let all = try await stage.inbox(of: stage.lin)
            #expect(all.count == 35)
            #expect(seen == all.map { "\($0.sequence)" })
            #expect(all.map(\.at) == all.map(\.at).sorted(by: >))
            for cursor in ["nonsense", "-", "12", "99999999999999999999-1", "1-2-3"] {
                try await lin.get("/messages?before=\(cursor)&show=all").expect(200)
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `each category and each filter shows its own, with its unread count`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            try await stage.uploads(VersionNumber(1, 0, 0))
            try await site.version(VersionNumber(1, 0, 0), of: stage.app, .rejected)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .reject, [.whiteScreen, .other])
            let lin = try await site.as("lin")
            let page = try await lin.get("/messages").expect(200)
            _ = try page.expect(text: "周沐上传了 1.0.0").expect(text: "1.0.0 审核未通过：弱网白屏等 2 项").expect(text: "看原因")
            #expect(page.text.contains("系统 <b class=\"num\">1</b>"))
            #expect(page.text.contains("审核 <b class=\"num\">1</b>"))
            // Only those who are asked to answer see that category.
            #expect(!page.text.contains("邀请回答"))
            #expect(!page.text.contains("何书言"))
            let review = try await lin.get("/messages?category=review").expect(200).expect(text: "审核未通过")
            #expect(!review.text.contains("上传了"))
            let important = try await lin.get("/messages?show=important").expect(200).expect(text: "审核未通过")
            #expect(!important.text.contains("上传了"))
            try await lin.get("/messages?show=archived").expect(200).expect(text: "归档是空的")
            try await lin.get("/messages?show=unread&category=product").expect(200).expect(text: "都看完了")
            try await lin.with("accept-language", "en").get("/messages").expect(200)
                .expect(text: "did not pass review: white screen on a weak network and 1 more")
        }
    }

    @Test(arguments: EngineKind.available)
    func `opening marks one as read, and only opening does`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .reject, [.whiteScreen])
            let row = try #require(try await stage.inbox(of: stage.lin).first)
            let lin = try await site.as("lin")
            let message = "/messages/\(row.sequence)"
            try await lin.get(message).expect(200).expect(text: "为什么收到这条").expect(text: "开发成员及以上角色，你是所有者")
            #expect(try await stage.unread(stage.lin) == 1)
            try await lin.post("\(message)/open?show=unread").expect(redirectTo: "\(message)?show=unread")
            #expect(try await stage.unread(stage.lin) == 0)
            #expect(try await stage.unread(stage.zhou) == 1)
            // The next step of a deleted version leads nowhere else.
            try await lin.post("\(message)/go").expect(redirectTo: message)
            let zhou = try await site.as("zhou")
            try await zhou.get("/me").expect(200).expect(text: "data-unread")
        }
    }

    @Test func `the one next step leads where it stands now, and marks the message`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            let number = VersionNumber(1, 0, 0)
            let version = try await site.version(number, of: stage.app, .approved)
            try await stage.isReviewed(number, .approve)
            let row = try #require(try await stage.inbox(of: stage.zhou).first)
            let zhou = try await site.as("zhou")
            try await zhou.get("/messages").expect(200).expect(text: "开始灰度")
            try await zhou.post("/messages/\(row.sequence)/go")
                .expect(redirectTo: "/apps/\(stage.app)/versions/1.0.0/gray")
            #expect(try await stage.unread(stage.zhou) == 0)
            // Somebody began it meanwhile.
            try await site.setStatus(version, .gray)
            let page = try await zhou.get("/messages").expect(200).expect(text: "查看版本")
            #expect(!page.text.contains("开始灰度"))
            try await zhou.get("/messages/\(row.sequence)").expect(200).expect(text: "版本现在")
            // Whoever belongs to it no longer has nothing to do there, and does not learn how it went on.
            try await site.platform.engine.execute("DELETE FROM member WHERE person_id = \(stage.zhou)")
            let left = try await zhou.get("/messages").expect(200)
            #expect(!left.text.contains("查看版本"))
            let old = try await zhou.get("/messages/\(row.sequence)").expect(200)
            #expect(!old.text.contains("版本现在"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `filed away it leaves the inbox and is read; it comes back`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            let row = try #require(try await stage.inbox(of: stage.lin).first)
            let lin = try await site.as("lin")
            for _ in 0..<2 { try await lin.post("/messages/\(row.sequence)/archive").expect(redirectTo: "/messages") }
            #expect(try await stage.inbox(of: stage.lin).isEmpty)
            #expect(try await stage.unread(stage.lin) == 0)
            try await lin.get("/messages?show=archived").expect(200).expect(text: "1.0.0 审核通过").expect(text: "已归档")
            try await lin.get("/messages/\(row.sequence)").expect(200).expect(text: "移回收件箱")
            try await lin.post("/messages/\(row.sequence)/restore").expect(303)
            #expect(try await stage.inbox(of: stage.lin).map(\.sequence) == [row.sequence])
        }
    }

    @Test func `other people's messages do not exist`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .reject, [.whiteScreen])
            let row = try #require(try await stage.inbox(of: stage.lin).first)
            let chen = try await site.as("chen")
            for message in ["/messages/\(row.sequence)", "/messages/99999", "/messages/x", "/messages/-1"] {
                try await chen.get(message).expect(404)
                for act in ["open", "go", "read", "archive", "restore", "mute", "accept", "decline"] {
                    try await chen.post("\(message)/\(act)").expect(404)
                }
            }
            #expect(try await stage.unread(stage.lin) == 1)
        }
    }

    @Test func `an empty inbox says what will stand there`() async throws {
        try await Site.run { site in
            try await site.as("lin").get("/messages").expect(200).expect(text: "还没有消息")
            try await site.as("lin").get("/messages/mutes").expect(200).expect(text: "没有静音的小程序")
        }
    }

    @Test func `the guide is there in both languages`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            try await lin.get("/community").expect(200).expect(text: "代码包的三种格式").expect(text: "app.json")
            try await lin.with("accept-language", "en").get("/community").expect(200).expect(text: "Three layouts")
        }
    }
}
