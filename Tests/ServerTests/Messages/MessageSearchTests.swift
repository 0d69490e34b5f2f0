import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Finding messages by words.
@Suite struct MessageSearchTests {
    @Test(arguments: EngineKind.available)
    func `mini programs, people, versions, roles, reasons and the words of messages are found`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let other = try await site.app("青禾预约 Green")
            try await site.add("zhou", to: other, as: .developer)
            try await stage.empty()
            try await stage.uploads(VersionNumber(1, 2, 3))
            try await stage.uploads(VersionNumber(3, 9, 0), in: other)
            try await stage.isReviewed(VersionNumber(1, 2, 3), .reject, [.whiteScreen])
            try await stage.isReviewed(VersionNumber(1, 2, 4), .approve)
            func found(_ text: String) async throws -> [MessageKind] {
                try await site.platform.engine.read { db in
                    try MessageSearchQueries(db: db, person: stage.lin).page(text, after: .newest, limit: 30).rows
                        .map(\.kind)
                }
            }
            #expect(try await found("山丘") == [.versionApproved, .versionRejected, .versionUploaded])
            #expect(try await found("green") == [.versionUploaded])
            #expect(try await found("周沐") == [.versionUploaded, .versionUploaded])
            #expect(try await found("1.2") == [.versionApproved, .versionRejected, .versionUploaded])
            #expect(try await found("1.2.4") == [.versionApproved])
            #expect(try await found("未通过") == [.versionRejected])
            #expect(try await found("白屏") == [.versionRejected])
            #expect(try await found("Did not pass") == [.versionRejected])
            // Each word must be found.
            #expect(try await found("周沐 山丘") == [.versionUploaded])
            #expect(try await found("1.2.3 审核，山丘") == [.versionRejected])
            #expect(try await found("青禾 审核").isEmpty)
            // A reviewer is never named to members, and so cannot be searched for.
            #expect(try await found("何书言").isEmpty)
            #expect(try await found("nothing like it").isEmpty)
            #expect(try await found("%").isEmpty)
            #expect(try await found("  ").isEmpty)
        }
    }

    @Test(arguments: EngineKind.available)
    func `what two words share is found once each, page by page, however many there are of each`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let other = try await site.app("青禾预约")
            try await site.add("zhou", to: other, as: .developer)
            try await stage.empty()
            // Uploads and approvals of two mini programs in turn, one hour each, so that none are gathered.
            for hour in 0..<80 {
                let number = VersionNumber(1, 0, Int32(hour))
                if hour % 2 == 0 {
                    try await stage.uploads(number, in: hour % 16 == 0 ? other : stage.app)
                } else {
                    try await stage.isReviewed(number, .approve)
                }
                site.world.advance(seconds: 3600)
            }
            /// All that is found, and on how many pages.
            func walk(_ text: String, compared: Int) async throws -> (found: [Int64], pages: Int) {
                var (found, pages, cursor): ([Int64], Int, MessageCursor?) = ([], 0, .newest)
                while let place = cursor {
                    let (rows, next) = try await site.platform.engine.read {
                        try MessageSearchQueries(db: $0, person: stage.lin, mostCompared: compared)
                            .page(text, after: place, limit: 3)
                    }
                    found += rows.map(\.sequence)
                    (pages, cursor) = (pages + 1, next)
                }
                return (found, pages)
            }
            let uploads = try await stage.inbox(of: stage.lin).filter { $0.kind == .versionUploaded }
            let rare = uploads.filter { $0.app?.id == other }.map(\.sequence)
            #expect(rare.count == 5)
            #expect(try await walk("上传", compared: 10).found == uploads.map(\.sequence))
            // The rarer word leads: two pages of three.
            let led = try await walk("上传 青禾", compared: 10)
            #expect(led.found == rare && led.pages == 2)
            // Of two common ones, so many are compared for a page, and the next page goes on from there.
            let common = try await walk("周沐 山丘", compared: 10)
            #expect(common.found == uploads.filter { $0.app?.id == stage.app }.map(\.sequence))
            let none = try await walk("山丘 周沐 准入", compared: 10)
            #expect(none.found.isEmpty && none.pages == 1)
        }
    }

    @Test(arguments: EngineKind.available)
    func `product notices are found by their titles, in both languages, by those who have them`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let notices = try await NoticeStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            for (zh, en) in [("隐私_规范更新", "Privacy rules"), ("隐私 100% 说明", ""), ("计费审核", "Prices")] {
                _ = try await notices.publish {
                    ($0.titleZh, $0.titleEn, $0.bodyEn) = (zh, en, en.isEmpty ? "" : "Soon.")
                }
                try await notices.tick()
                site.world.advance(seconds: 60)
            }
            let withdrawn = try await notices.publish { $0.titleZh = "隐私撤回" }
            try await notices.tick()
            try await WithdrawNotice(platform: site.platform)(withdrawn, by: notices.caller)
            try await notices.tick()
            _ = try await notices.publish { ($0.titleZh, $0.audience) = ("隐私：给所有者", "owners") }
            try await notices.tick()
            func found(_ text: String, of person: ID<Person>) async throws -> [String] {
                try await site.platform.engine.read { db in
                    try MessageSearchQueries(db: db, person: person).page(text, after: .newest, limit: 30).rows
                        .map { $0.announcement?.title.zh ?? $0.kind.rawValue }
                }
            }
            #expect(try await found("隐私", of: stage.lin) == ["隐私：给所有者", "隐私 100% 说明", "隐私_规范更新"])
            #expect(try await found("隐私", of: stage.zhou) == ["隐私 100% 说明", "隐私_规范更新"])
            #expect(try await found("PRIVACY", of: stage.zhou) == ["隐私_规范更新"])
            #expect(try await found("100%", of: stage.zhou) == ["隐私 100% 说明"])
            #expect(try await found("私_规", of: stage.zhou) == ["隐私_规范更新"])
            // With other words, of the title or of what it is.
            #expect(try await found("隐私 规范", of: stage.zhou) == ["隐私_规范更新"])
            #expect(try await found("审核", of: stage.zhou) == ["计费审核", "version.approved"])
            #expect(try await found("隐私 审核", of: stage.zhou).isEmpty)
            #expect(try await found("撤回", of: stage.zhou).isEmpty)
        }
    }

    @Test func `a page of results leads to the next`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            for patch in 0..<35 { try await stage.isReviewed(VersionNumber(1, 0, Int32(patch)), .approve) }
            let lin = try await site.as("lin")
            let first = try await lin.get("/messages?q=审核").expect(200).expect(text: "审核” 的搜索结果")
            let more = try #require(first.text.firstMatch(of: /href="(\/messages\?q=[^"]+)">更早的/)).output.1
            let second = try await lin.get(String(more).replacing("&amp;", with: "&")).expect(200)
            #expect(second.text.matches(of: /class="msg-open"/).count == 5)
            try await lin.get("/messages?q=没有的词").expect(200).expect(text: "没有找到")
        }
    }
}
