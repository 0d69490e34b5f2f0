import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Duties given and taken` {
    @Test(arguments: EngineKind.available)
    func `an administrator gives and takes duties, and the person is told`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let zhou = try await site.as("zhou", name: "周沐")
            try await zhou.get("/console/review").expect(403)
            let path = "/console/people/zhou"
            try await stage.root.post("\(path)/duties", ["duty": "reviewer", "duty": "official"])
                .expect(redirectTo: path)
            #expect(try await stage.duties("zhou") == [.reviewer, .official])
            try await zhou.get("/console/review").expect(200)
            try await zhou.get("/messages").expect(200).expect(text: "你有了新的平台职责：审核员、官方人员")
            try await stage.root.post("\(path)/duties", ["duty": "official"]).expect(303)
            try await zhou.get("/console/review").expect(403)
            // Nothing changes, nothing is said.
            try await stage.root.post("\(path)/duties", ["duty": "official"]).expect(303)
            let entries = try await stage.entries()
            let told = entries.filter { $0.word == "person.duties_changed" }
            #expect(told.count == 2)
            #expect(told.allSatisfy { $0.recipients == [zhou.person].compactMap(\.self) })
        }
    }

    @Test func `only a system administrator sees people and changes duties`() async throws {
        try await Site.run { site in
            _ = try await PeopleStage(site)
            let other = try await site.as("heshu", duties: [.reviewer, .assessor, .official, .moderator])
            for path in ["/console/people", "/console/people/root", "/console/people/root/apps", "/console/journal"] {
                try await other.get(path).expect(403)
                #expect(try await site.stranger.get(path).expect(303).location?.hasPrefix("/sign-in") == true)
            }
            try await other.post("/console/people/heshu/duties", ["duty": "administrator"]).expect(403)
            try await other.get("/").expect(200)
            let page = try await other.get("/me").expect(200)
            #expect(!page.text.contains("/console/people"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `one's own administration is given up only when said twice, and never the last`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let path = "/console/people/root/duties"
            let refused = try await stage.root.post(path, ["duty": "reviewer"]).expect(409)
            try refused.expect(text: "最后一位系统管理员")
            #expect(try await stage.duties("root").contains(.administrator))
            _ = try await site.person("second", duties: [.administrator])
            let asked = try await stage.root.post(path, ["duty": "reviewer"]).expect(409)
            try asked.expect(text: "name=\"sure\"").expect(text: "再确认一次")
            // What was chosen is kept.
            #expect(!asked.text.contains("value=\"official\" checked"))
            #expect(try await stage.duties("root").contains(.administrator))
            try await stage.root.post(path, ["duty": "reviewer", "sure": "1"]).expect(redirectTo: "/")
            #expect(try await stage.duties("root") == [.reviewer])
            try await stage.root.get("/console/people").expect(403)
        }
    }

    @Test func `somebody disabled counts for no administrator`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("second", duties: [.administrator])
            try await DisablePerson(platform: site.platform)(login: "second", reason: .left, by: stage.caller)
            let change = ChangeDuties(platform: site.platform)
            await #expect(throws: Refusal.lastAdministrator) {
                try await change(login: "root", isSure: true, by: stage.caller) { _ in [] }
            }
            try await change(login: "second", by: stage.caller) { _ in [] }
            #expect(try await stage.duties("second") == [])
        }
    }

    /// Engines on which transactions really meet.
    private static let engines: [EngineKind] = [.sqliteFile] + EngineKind.servers

    @Test(arguments: engines)
    func `of two administrators who take each other's duty at once, one stays`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            for round in 0..<5 {
                let (one, two) = ("one-\(round)", "two-\(round)")
                let people = [
                    try await site.person(one, duties: [.administrator]),
                    try await site.person(two, duties: [.administrator]),
                ]
                func caller(_ index: Int) -> Caller {
                    Caller(person: people[index], duties: [.administrator], scopes: nil)
                }
                let change = ChangeDuties(platform: site.platform)
                let (first, second) = (caller(0), caller(1))
                let answers = try await race([
                    { try await change(login: two, by: first) { _ in [] } },
                    { try await change(login: one, by: second) { _ in [] } },
                ])
                #expect(answers.sorted() == ["LAST_ADMINISTRATOR", "done"])
                // Out of the way of the next round.
                try await site.platform.engine.write { _ = try $0.execute("DELETE FROM person_duty") }
            }
        }
    }

    @Test(arguments: engines)
    func `of two administrators of whom one disables and one takes the duty at once, one stays`(_ kind: EngineKind)
        async throws
    {
        try await Site.run(kind) { site in
            let people = [
                try await site.person("one", duties: [.administrator]),
                try await site.person("two", duties: [.administrator]),
            ]
            func caller(_ index: Int) -> Caller { Caller(person: people[index], duties: [.administrator], scopes: nil) }
            let (change, disable) = (ChangeDuties(platform: site.platform), DisablePerson(platform: site.platform))
            let (first, second) = (caller(0), caller(1))
            let answers = try await race([
                { try await change(login: "two", by: first) { _ in [] } },
                { try await disable(login: "one", reason: .left, by: second) },
            ])
            #expect(answers.sorted() == ["LAST_ADMINISTRATOR", "done"])
        }
    }
}
