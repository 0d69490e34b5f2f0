import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// One page of each kind as it is sent, without the frame around it.
@Suite struct NoticeGoldenTests {
    @Test func `list, editor, refused, draft, delivered, withdrawing, and as its recipient reads it`() async throws {
        try await Site.run { site in
            let stage = try await NoticeStage(site)
            let lin = try await site.as("lin", name: "林知远")
            let caller = stage.caller
            let save = SaveNotice(platform: site.platform)
            let draft = try await save(
                NoticeStage.draft { draft in
                    (draft.titleEn, draft.bodyEn, draft.isUrgent) = ("New rules", "From **next month**.", true)
                    (draft.linkPath, draft.linkZh, draft.linkEn) = ("/rules", "看规则", "See the rules")
                },
                by: caller
            )
            site.world.advance(seconds: 60)
            let sent = try await stage.publish { draft in
                draft.titleZh = "灰度可以排计划了"
                draft.bodyZh = "# 怎么用\n\n1. 打开版本\n2. 点「灰度」\n\n> 随时可以暂停\n\n`steward release`"
            }
            try await stage.tick()
            site.world.advance(seconds: 60)
            let names: KeyValuePairs = [draft.rawValue: "DRAFT", sent.rawValue: "SENT"]
            let pages = [
                ("/notices", "list"), ("/notices/\(draft)", "draft"), ("/notices/\(draft)/edit", "editor"),
                ("/notices/\(sent)", "delivered"), ("/notices/\(sent)/withdraw", "withdraw"),
            ]
            for (path, name) in pages {
                let page = try await stage.official.get(path).expect(200)
                try expectGolden(page.inside(naming: names), "notices-\(name).html")
            }
            let english = stage.official.with("accept-language", "en")
            let page = try await english.get("/notices/\(draft)").expect(200)
            try expectGolden(page.inside(naming: names), "notices-draft-en.html")
            let refused = try await stage.official.post("/notices/new", ["body_zh": "<b>留着", "audience": "everybody"])
            try expectGolden(refused.expect(422).inside(naming: names), "notices-refused.html")
            let sequence =
                try await site.platform.engine.rows("SELECT sequence FROM notice WHERE id = \(sent)")
                .first?.int64("sequence") ?? 0
            try await lin.post(Paths.message(sequence, "open")).expect(303)
            let read = try await lin.get(Paths.message(sequence)).expect(200)
            try expectGolden(read.inside(naming: names), "notices-read.html")
        }
    }
}
