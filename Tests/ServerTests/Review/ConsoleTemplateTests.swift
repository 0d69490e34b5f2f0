import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// The sentences that reviewers keep.
@Suite struct `Reply templates` {
    private static func ids(_ page: SiteResponse) -> [String] {
        page.text.matches(of: /href="\/console\/review\/templates\/([^"]+)"/).map { String($0.1) }
    }

    @Test(arguments: EngineKind.available)
    func `are added, changed and removed, for all reviewers`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let reviewer = try await site.as("shen", name: "沈砚", duties: [.reviewer])
            let other = try await site.as("yao", duties: [.reviewer])
            let path = "/console/review/templates"
            try await reviewer.get(path).expect(200).expect(text: "还没有模板")
            try await reviewer.post(path, ["type": "white_screen", "memo": " 弱网白屏，\r\n请先给出首屏。 "]).expect(
                redirectTo: path
            )
            let list = try await other.get(path).expect(200).expect(text: "弱网白屏，\n请先给出首屏。").expect(text: "沈砚")
            let id = try #require(Self.ids(list).first)
            try await other.get("\(path)/\(id)").expect(200).expect(text: "value=\"white_screen\" selected")
            try await other.post("\(path)/\(id)", ["type": "other", "memo": "改过的话"]).expect(redirectTo: path)
            try await reviewer.get(path).expect(text: "改过的话").expect(noText: "请先给出首屏")
            try await reviewer.post("\(path)/\(id)/remove").expect(redirectTo: path)
            try await reviewer.get(path).expect(noText: "改过的话")
            let words = try await site.platform.engine.rows("SELECT word FROM journal ORDER BY sequence")
                .map { try $0.text("word") }
            #expect(
                words.suffix(3) == ["review.template_saved", "review.template_saved", "review.template_removed"]
            )
            try await other.post("\(path)/\(id)", ["type": "other", "memo": "留着"]).expect(409)
                .expect(text: "已被别人删除").expect(text: "留着")
            try await other.get("\(path)/\(id)").expect(404)
        }
    }

    @Test func `a refused one keeps what was typed and says it at the field`() async throws {
        try await Site.run { site in
            let reviewer = try await site.as("shen", duties: [.reviewer])
            let path = "/console/review/templates"
            try await reviewer.post(path, ["type": "", "memo": "留着"]).expect(422).expect(text: "请选择类型")
                .expect(text: "留着")
            try await reviewer.post(path, ["type": "other", "memo": "  "]).expect(422).expect(text: "请填写要插入的话")
            let long = String(repeating: "长", count: 251)
            try await reviewer.post(path, ["type": "other", "memo": long]).expect(422).expect(text: "最多 500")
            #expect(try await site.platform.engine.rows("SELECT id FROM reply_template").isEmpty)
        }
    }

    @Test func `there are a hundred at most`() async throws {
        try await Site.run { site in
            let reviewer = try await site.as("shen", duties: [.reviewer])
            let caller = Caller(person: reviewer.person, duties: [.reviewer], scopes: nil)
            for index in 0..<SaveReplyTemplate.most {
                try await SaveReplyTemplate(platform: site.platform)(type: "other", memo: "第 \(index) 条", by: caller)
            }
            try await reviewer.post("/console/review/templates", ["type": "other", "memo": "再来一条"]).expect(409)
                .expect(text: "最多 100 个").expect(text: "再来一条")
        }
    }
}
