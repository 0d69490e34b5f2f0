import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The journal's page` {
    @Test(arguments: EngineKind.available)
    func `is filtered by person, mini program, what happened and days`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let zhou = try await site.person("zhou", name: "周沐")
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡", by: zhou)
            site.world.advance(seconds: 86_400)
            try await DisablePerson(platform: site.platform)(login: "zhou", reason: .left, by: stage.caller)
            site.world.advance(seconds: 86_400)
            try await EnablePerson(platform: site.platform)(login: "zhou", by: stage.caller)
            func words(_ query: String) async throws -> [String] {
                try await site.token("root", duties: Set(Duty.allCases)).get("/api/v1/journal?\(query)").expect(200)
                    .items().compactMap { $0["word"] as? String }.filter { $0 != "token.made" }
            }
            #expect(
                try await words("person=zhou") == ["person.enabled", "person.disabled", "app.created", "person.added"]
            )
            #expect(try await words("app_id=\(app)") == ["app.created"])
            #expect(try await words("topic=apps") == ["app.created"])
            #expect(try await words("word=person.disabled") == ["person.disabled"])
            #expect(try await words("person=root&topic=people").prefix(2) == ["person.enabled", "person.disabled"])
            #expect(try await words("person=zhou&app_id=\(app)&topic=people") == [])
            #expect(try await words("person=zhou&app_id=\(app)&word=app.created") == ["app.created"])
            let day = site.world.now.adding(seconds: -86_400)
            let next = day.adding(seconds: 1).rfc3339
            #expect(try await words("from=\(day.rfc3339)&until=\(next)") == ["person.disabled"])

            let page = try await stage.root.get("/console/journal?person=zhou").expect(200)
            try page.expect(text: "停用了账号（离开团队）：周沐").expect(text: "创建了小程序").expect(text: "山丘咖啡")
            let iso = CivilDate.isoDay(site.platform.settings.day(of: day))
            let one = try await stage.root.get("/console/journal?from=\(iso)&until=\(iso)").expect(200)
            try one.expect(text: "停用了账号")
            #expect(!one.text.contains("恢复了账号"))
            try await stage.root.get("/console/journal?person=nobody").expect(422).expect(text: "没有这个登录名")
            try await stage.root.get("/console/journal?from=2026-02-31").expect(422).expect(text: "日期要写成")
            try await stage.root.get("/console/journal?what=people").expect(200)
            // Whatever is in the address, it is a page.
            try await stage.root.get("/console/journal?what=%3Cb%3E&before=x&app=%00").expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `goes on where a page ended, whatever the filter, and shows each entry once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let people = [try await site.person("zhou"), try await site.person("chen")]
            try await site.journal(
                of: 400,
                people: people,
                apps: [ID(rawValue: "2021000000000001"), ID(rawValue: "2021000000000002")]
            )
            let filters: [(JournalFilter, Int)] = [
                (JournalFilter(), 402), (JournalFilter(words: ["app.created", "person.disabled"]), 200),
                (JournalFilter(app: ID(rawValue: "2021000000000001")), 150),
                (JournalFilter(app: ID(rawValue: "2021000000000002"), words: ["app.created"]), 50),
                (JournalFilter(person: people[1], words: JournalTopic.people.stored.map(\.rawValue)), 101),
                (JournalFilter(words: []), 0),
            ]
            for (filter, count) in filters {
                let found = try await site.platform.engine.read { db in
                    var (found, cursor): ([Int64], JournalCursor?) = ([], nil)
                    repeat {
                        let page = try JournalListQueries(db).page(filter, before: cursor, limit: 30)
                        found += page.rows.map(\.entry.sequence)
                        cursor = page.next.flatMap { JournalCursor(text: $0.text) }
                    } while cursor != nil
                    return found
                }
                #expect(found.count == count)
                #expect(found == found.sorted(by: >))
                #expect(Set(found).count == count)
            }
        }
    }

    @Test func `an entry shows its record, and whether it follows from the one before`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            let zhou = try await site.person("zhou", name: "周沐")
            let app = try await CreateMiniProgram(platform: site.platform)(name: "山丘咖啡", by: zhou)
            let page = try await stage.root.get("/console/journal/3").expect(200)
            try page.expect(text: "与前一条相符").expect(text: "app.created").expect(text: "&quot;app.created&quot;")
            try page.expect(text: app.rawValue).expect(text: "/console/people/zhou")
            try await stage.root.get("/console/journal/1").expect(200).expect(text: "这是第一条")
            for path in ["0", "99", "-1", "x", "9223372036854775808"] {
                try await stage.root.get("/console/journal/\(path)").expect(404)
            }
            try await site.platform.engine.write {
                _ = try $0.execute("UPDATE journal SET payload = '{\"event\":{}}' WHERE sequence = 2")
            }
            let changed = try await stage.root.get("/console/journal/2").expect(200)
            try changed.expect(text: "和写入时不一样").expect(text: "读不懂")
            // The list and the file still open.
            try await stage.root.get("/console/journal").expect(200).expect(text: "创建了小程序")
            try await stage.root.get("/console/journal/file").expect(200)
        }
    }

    @Test(arguments: EngineKind.available)
    func `the whole chain is checked slice by slice`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let people = [try await site.person("zhou")]
            try await site.journal(of: 2500, people: people, apps: [ID(rawValue: "2021000000000001")])
            let check = JournalCheck(engine: site.platform.engine)
            let first = try await check.slice(after: 0, most: 1000)
            #expect(first == JournalCheck.Progress(reached: 1000, head: 2502, outcome: nil))
            let last = try await check.slice(after: first.reached, most: 2000)
            #expect(last == JournalCheck.Progress(reached: 2502, head: 2502, outcome: .sound(entries: 2502)))
            #expect(try await check() == .sound(entries: 2502))
            // A place beyond the end accuses nobody.
            #expect(try await check.slice(after: 9999, most: 1000) == first)
            try await stage.root.get("/console/journal/check").expect(200).expect(text: "核对 2502 条记录")
            try await stage.root.get("/console/journal/check?after=0").expect(200).expect(text: "完好")
            try await site.platform.engine.write {
                _ = try $0.execute("UPDATE journal SET at = at + 1 WHERE sequence = 1200")
            }
            try await stage.root.get("/console/journal/check?after=0").expect(200)
                .expect(text: "第 1200 条被改动过").expect(text: "/console/journal/1200")
            let root = try await site.token("root", duties: Set(Duty.allCases))
            let answer = try await root.get("/api/v1/journal/check?after=1100").expect(200).json()
            #expect(answer["state"] as? String == "broken")
            #expect(answer["broken_at"] as? Int == 1200)
            try await root.get("/api/v1/journal/check?after=-1").expect(refusal: "INVALID", 422)
            try await site.platform.engine.write { _ = try $0.execute("DELETE FROM journal WHERE sequence > 2400") }
            try await stage.root.get("/console/journal/check?after=1300").expect(200).expect(text: "末尾缺了记录")
        }
    }
}
