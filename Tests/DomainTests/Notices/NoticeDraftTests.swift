import Domain
import Testing

@Suite struct `A notice as typed` {
    private static func draft(_ change: (inout NoticeDraft) -> Void = { _ in }) -> NoticeDraft {
        var draft = NoticeDraft()
        (draft.titleZh, draft.bodyZh, draft.audience) = ("标题", "正文", "everybody")
        change(&draft)
        return draft
    }

    private func wrong(_ change: (inout NoticeDraft) -> Void) -> [String] {
        do throws(Refusal) {
            _ = try Self.draft(change).checked()
            return []
        } catch {
            return error.fields.map(\.field)
        }
    }

    @Test func `needs a title, a text and an audience`() throws {
        let content = try Self.draft().checked()
        #expect(content.title.zh == "标题" && content.title.en == nil && content.audience == .everybody)
        #expect(wrong { $0.titleZh = "  " } == ["title_zh"])
        #expect(wrong { $0.bodyZh = "\n \n" } == ["body_zh"])
        #expect(wrong { $0.audience = "nobody" } == ["audience"])
        #expect(wrong { draft in (draft.titleZh, draft.bodyZh) = ("", "") } == ["title_zh", "body_zh"])
    }

    @Test func `is in English whole or not at all`() {
        #expect(wrong { $0.titleEn = "Title" } == ["body_en"])
        #expect(wrong { $0.bodyEn = "Text" } == ["title_en"])
        #expect(wrong { draft in (draft.titleEn, draft.bodyEn) = ("Title", "Text") } == [])
    }

    @Test func `has limits by the platform's count`() {
        #expect(wrong { $0.titleZh = String(repeating: "长", count: 40) } == [])
        #expect(wrong { $0.titleZh = String(repeating: "长", count: 40) + "a" } == ["title_zh"])
        #expect(wrong { $0.bodyZh = String(repeating: "长", count: 10_000) } == [])
        #expect(wrong { $0.bodyZh = String(repeating: "长", count: 10_001) } == ["body_zh"])
    }

    @Test(arguments: ["https://example.com/", "//evil.example", "/\\evil.example", "rules", "/a b", "javascript:1"])
    func `its next step stays on this site`(_ path: String) {
        #expect(wrong { draft in (draft.linkPath, draft.linkZh) = (path, "看看") } == ["link_path"])
    }

    @Test func `its next step has a page and a word`() throws {
        #expect(wrong { $0.linkPath = "/rules" } == ["link_zh"])
        #expect(wrong { $0.linkZh = "看看" } == ["link_path"])
        let link = try Self.draft { draft in (draft.linkPath, draft.linkZh) = ("/rules?x=1", "看看") }.checked().link
        #expect(link == .init(path: "/rules?x=1", words: .init("看看", nil)))
    }

    @Test func `names mini programs in any list, each once`() throws {
        let audience = try Self.draft { draft in
            (draft.audience, draft.apps) = (
                "developers", " 2021000000000001,2021000000000002\n2021000000000001、 2021000000000003 "
            )
        }.checked().audience
        #expect(audience.apps.map(\.rawValue) == ["2021000000000001", "2021000000000002", "2021000000000003"])
        #expect(wrong { $0.audience = "developers" } == ["app_ids"])
        let many = (0...50).map { "20210000000000\(10 + $0)" }.joined(separator: " ")
        #expect(wrong { draft in (draft.audience, draft.apps) = ("developers", many) } == ["app_ids"])
    }

    @Test func `keeps the spaces that mean something`() throws {
        let body = "\r\n\n- 一\r\n    - 二\n\tcode\u{202e}\u{0}\n行尾  \n\n\n"
        #expect(try Self.draft { $0.bodyZh = body }.checked().body.zh == "- 一\n    - 二\n    code\n行尾  ")
    }
}
