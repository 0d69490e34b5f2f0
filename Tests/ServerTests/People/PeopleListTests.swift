import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The list of people` {
    @Test(arguments: EngineKind.available)
    func `is searched by parts of name and login, whatever capitals and signs`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            for (login, name) in [("Lin.Zhiyuan", "林知远"), ("zhou_mu", "周沐"), ("zhouzhou", "Mary Zhou"), ("a%b", "x")] {
                guard (try? LoginName(login)) != nil else { continue }
                _ = try await site.person(login, name: name)
            }
            func found(_ text: String) async throws -> [String] {
                let now = site.world.now
                return try await site.platform.engine.read {
                    try PeopleListQueries($0).page(.all, finding: text, at: now, limit: 30).rows.map(\.login)
                }
            }
            #expect(try await found("知远") == ["Lin.Zhiyuan"])
            #expect(try await found("ZHOU") == ["zhou_mu", "zhouzhou"])
            #expect(try await found("mary zhou") == ["zhouzhou"])
            #expect(try await found("%") == [])
            #expect(try await found("_") == ["zhou_mu"])
            #expect(try await found("没有这个人") == [])
            let page = try await stage.root.get("/console/people?q=%E6%B2%90").expect(200)
            try page.expect(text: "周沐")
            #expect(!page.text.contains("林知远"))
            try await stage.root.get("/console/people?q=nobody%3Cscript").expect(200).expect(text: "nobody&lt;script")
        }
    }

    @Test(arguments: EngineKind.available)
    func `goes on where a page ended, under every filter, and shows each once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await PeopleStage(site)
            try await PeopleStage(site).crowd(120)
            let now = site.world.now.adding(seconds: 100 * 86_400)
            for (filter, count) in [(PeopleFilter.all, 121), (.disabled, 3), (.unseen, 118), (.duty(.reviewer), 1)] {
                let logins = try await site.platform.engine.read { db in
                    var (logins, cursor): ([String], PeopleListQueries.Cursor?) = ([], nil)
                    repeat {
                        let page = try PeopleListQueries(db).page(filter, after: cursor, at: now, limit: 25)
                        logins += page.rows.map(\.login)
                        cursor = page.next.flatMap { PeopleListQueries.Cursor(text: $0.text) }
                    } while cursor != nil
                    return logins
                }
                #expect(logins.count == count, "\(filter.name)")
                #expect(Set(logins).count == count, "\(filter.name)")
            }
        }
    }

    @Test func `a use is kept with the person when the session has gone`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            let zhou = try await site.as("zhou", name: "周沐")
            _ = try await site.person("chen", name: "陈一诺")
            site.world.advance(seconds: 3600)
            try await zhou.get("/me").expect(200)
            try await zhou.post("/sign-out").expect(303)
            let seen = try await site.platform.engine.read { try PeopleQueries($0).person(login: "zhou")?.lastSeen }
            #expect(seen == site.world.now)
            try await stage.root.get("/console/people?q=chen").expect(200).expect(text: "从没登录")
            site.world.advance(seconds: 91 * 86_400)
            let root = try await site.as("root")
            let page = try await root.get("/console/people?show=unseen").expect(200)
            try page.expect(text: "周沐").expect(text: "陈一诺")
            #expect(!page.text.contains("何书言</b>"))
        }
    }

    @Test func `a person's mini programs are listed page by page`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            let zhou = try await site.person("zhou", name: "周沐")
            for index in 0..<7 {
                site.world.advance(seconds: 60)
                _ = try await CreateMiniProgram(platform: site.platform)(name: "小程序\(index)号", by: zhou)
            }
            let page = try await stage.root.get("/console/people/zhou").expect(200)
            try page.expect(text: "小程序6号").expect(text: "/console/people/zhou/apps").expect(text: "所有者")
            #expect(!page.text.contains("小程序1号</b>"))
            try await stage.root.get("/console/people/zhou/apps").expect(200).expect(text: "小程序0号")
            try await stage.root.get("/console/people/nobody").expect(404)
        }
    }
}
