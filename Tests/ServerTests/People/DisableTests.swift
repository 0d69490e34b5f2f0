import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Shut out with a reason` {
    @Test(arguments: EngineKind.available)
    func `is out at once, and reads why with the right password only`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("zhou", name: "周沐", hasPassword: true)
            let (browser, program) = (try await site.as("zhou"), try await site.token("zhou"))
            let path = "/console/people/zhou"
            try await stage.root.get("\(path)/disable").expect(200).expect(text: "立即退出登录，1 台设备")
            // Without a reason nothing happens, and what was typed stays.
            let refused = try await stage.root.post("\(path)/disable", ["note": "离职交接 <完>"]).expect(422)
            try refused.expect(text: "请选择原因").expect(text: "离职交接 &lt;完&gt;")
            try await stage.root.post("\(path)/disable", ["reason": "other"]).expect(422).expect(text: "请写明原因")
            try await browser.get("/me").expect(200)

            try await stage.root.post("\(path)/disable", ["reason": "left", "note": "离职交接 <完>"])
                .expect(redirectTo: path)
            try await browser.get("/me").expect(303)
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
            let page = try await stage.root.get(path).expect(200)
            try page.expect(text: "离开团队").expect(text: "离职交接 &lt;完&gt;").expect(text: "何书言停用于今天")
            let right = try await site.stranger.post("/sign-in", ["login": "zhou", "password": Site.password])
            try right.expect(403).expect(text: "离开团队").expect(text: "离职交接")
            let wrong = try await site.stranger.post("/sign-in", ["login": "zhou", "password": "wrong"]).expect(422)
            #expect(!wrong.text.contains("离职"))

            try await stage.root.post("\(path)/enable").expect(redirectTo: path)
            try await site.stranger.post("/sign-in", ["login": "zhou", "password": Site.password]).expect(303)
            let again = try await stage.root.get(path).expect(200)
            #expect(!again.text.contains("离职交接"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `the journal holds the word and not the text`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("zhou")
            try await DisablePerson(platform: site.platform)(
                login: "zhou",
                reason: .breach,
                note: "把代码包卖给了别人",
                by: stage.caller
            )
            let entries = try await site.platform.engine.read { try JournalQueries($0).entries(after: 0, limit: 10) }
            let entry = try #require(entries.last)
            #expect(entry.word == "person.disabled")
            #expect(entry.payload.contains("\"breach\""))
            #expect(!entry.payload.contains("代码包"))
            // Whoever reads the entry sees the text, from where it lives.
            try await stage.root.get("/console/journal/\(entry.sequence)").expect(200).expect(text: "把代码包卖给了别人")
        }
    }

    @Test func `nobody disables themselves, and the last administrator stays`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            try await stage.root.post("/console/people/root/disable", ["reason": "left"])
                .expect(409).expect(text: "不能停用自己的账号")
            let page = try await stage.root.get("/console/people/root").expect(200)
            #expect(!page.text.contains("/console/people/root/disable"))
            await #expect(throws: Refusal.lastAdministrator) {
                try await DisablePerson(platform: site.platform)(login: "root")
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `devices and tokens of others end one by one and together, and they are told`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let (one, two) = (try await site.as("zhou", name: "周沐"), try await site.as("zhou"))
            let program = try await site.token("zhou")
            let found = try await site.platform.engine.read { db in
                let person = try PersonQueries(db).person(login: "zhou")
                return (
                    try person.map { try MeQueries(db).devices(of: $0, at: site.world.now) } ?? [],
                    try person.map { try TokenQueries(db).tokens(of: $0) } ?? []
                )
            }
            let path = "/console/people/zhou"
            let first = try #require(found.0.first)
            try await stage.root.post("\(path)/sign-out", ["device": first.id.rawValue]).expect(redirectTo: path)
            let left = [try await one.get("/me").status, try await two.get("/me").status]
            #expect(left.sorted() == [200, 303])
            try await stage.root.post("\(path)/sign-out", ["device": first.id.rawValue]).expect(404)
            try await stage.root.post("\(path)/sign-out").expect(redirectTo: path)
            try await one.get("/me").expect(303)
            try await two.get("/me").expect(303)
            try await program.get("/api/v1/me").expect(200)
            let token = try #require(found.1.first)
            try await stage.root.post("\(path)/tokens/\(token.id)/revoke").expect(redirectTo: path)
            try await program.get("/api/v1/me").expect(refusal: "INVALID_TOKEN", 401)
            // Of somebody else's token, nothing can be done under this login.
            _ = try await site.token("chen")
            let chen = try await site.platform.engine.read { db in
                try PersonQueries(db).person(login: "chen").map { try TokenQueries(db).tokens(of: $0) }?.first
            }
            try await stage.root.post("\(path)/tokens/\(try #require(chen).id)/revoke").expect(404)
            let words = try await stage.entries().map(\.word).filter { $0.hasPrefix("person.") && $0 != "person.added" }
            #expect(words == ["person.signed_out", "person.signed_out", "person.token_revoked"])
            let again = try await site.as("zhou")
            try await again.get("/messages").expect(200).expect(text: "系统管理员吊销了你的一个令牌")
                .expect(text: "系统管理员退出了你的 1 台设备")
        }
    }
}
