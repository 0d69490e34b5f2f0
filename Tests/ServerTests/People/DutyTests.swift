import Domain
import HTTPTypes
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
            try await stage.root.post("\(path)/duties", ["had": "reviewer", "had": "official", "duty": "official"])
                .expect(303)
            try await zhou.get("/console/review").expect(403)
            // Nothing changes, nothing is said.
            try await stage.root.post("\(path)/duties", ["had": "official", "duty": "official"]).expect(303)
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
            let had = Duty.allCases.map { ("had", $0.rawValue) }
            let refused = try await stage.root.send(form: path, had + [("duty", "reviewer")]).expect(409)
            try refused.expect(text: "最后一位系统管理员")
            #expect(try await stage.duties("root").contains(.administrator))
            _ = try await site.person("second", duties: [.administrator], hasPassword: true)
            let asked = try await stage.root.send(form: path, had + [("duty", "reviewer")]).expect(409)
            try asked.expect(text: "name=\"sure\"").expect(text: "再确认一次")
            // What was chosen is kept.
            #expect(!asked.text.contains("value=\"official\" checked"))
            #expect(try await stage.duties("root").contains(.administrator))
            try await stage.root.send(form: path, had + [("duty", "reviewer"), ("sure", "1")]).expect(redirectTo: "/")
            #expect(try await stage.duties("root") == [.reviewer])
            try await stage.root.get("/console/people").expect(403)
        }
    }

    @Test func `somebody disabled counts for no administrator`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("second", duties: [.administrator], hasPassword: true)
            try await DisablePerson(platform: site.platform)(login: "second", reason: .left, by: stage.caller)
            let change = ChangeDuties(platform: site.platform)
            await #expect(throws: Refusal.lastAdministrator) {
                try await change(login: "root", isSure: true, by: stage.caller) { _ in [] }
            }
            try await change(login: "second", by: stage.caller) { _ in [] }
            #expect(try await stage.duties("second") == [])
        }
    }

    @Test(arguments: EngineKind.available)
    func `two administrators who change different duties do not undo each other`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("zhou", duties: [.reviewer])
            let path = "/console/people/zhou/duties"
            let page = try await stage.root.get("/console/people/zhou").expect(200)
            try page.expect(text: #"name="had" value="reviewer""#)
            #expect(!page.text.contains(#"name="had" value="official""#))
            // Both saw the reviewer. One gives, the other takes and gives.
            try await stage.root.post(path, ["had": "", "had": "reviewer", "duty": "reviewer", "duty": "official"])
                .expect(303)
            try await stage.root.post(path, ["had": "", "had": "reviewer", "duty": "moderator"]).expect(303)
            #expect(try await stage.duties("zhou") == [.official, .moderator])
            let program = try await site.token("root", duties: Set(Duty.allCases))
            let patch = #"{"duties":["assessor"],"had":["moderator"]}"#
            try await program.postJSON("/api/v1/people/zhou", patch, method: .patch).expect(200)
            #expect(try await stage.duties("zhou") == [.assessor, .official])
            let all = #"{"duties":["reviewer"]}"#
            try await program.postJSON("/api/v1/people/zhou", all, method: .patch).expect(200)
            #expect(try await stage.duties("zhou") == [.reviewer])
        }
    }

    @Test func `a word that is no duty changes nothing, and is named`() async throws {
        try await Site.run { site in
            let stage = try await PeopleStage(site)
            _ = try await site.person("zhou", duties: [.reviewer])
            let fields: KeyValuePairs = ["had": "reviewer", "duty": "official", "duty": "revewer"]
            try await stage.root.post("/console/people/zhou/duties", fields).expect(422)
                .expect(text: "没有这项职责：revewer")
            let program = try await site.token("root", duties: Set(Duty.allCases))
            let refused = try await program.postJSON(
                "/api/v1/people/zhou",
                #"{"duties":["official","revewer"]}"#,
                method: .patch
            ).expect(refusal: "INVALID", 422)
            #expect((try refused.json()["fields"] as? [[String: String]])?.map { $0["field"] } == ["duties"])
            #expect(try await stage.duties("zhou") == [.reviewer])
        }
    }

    @Test(arguments: EngineKind.available)
    func `who has no password of their own counts for no administrator`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await PeopleStage(site)
            let add = AddPerson(platform: site.platform)
            let token = try await site.person("machine", duties: [.administrator])
            let (all, name) = (Set(Duty.allCases), "演示")
            _ = try await add(login: "demo", name: name, password: nil, duties: all, isDemo: true)
            _ = try await add(login: "demo2", name: name, password: Site.password, duties: all, isDemo: true)
            let change = ChangeDuties(platform: site.platform)
            await #expect(throws: Refusal.lastAdministrator) {
                try await change(login: "root", isSure: true, by: stage.caller) { _ in [] }
            }
            let caller = Caller(person: token, duties: [.administrator], scopes: nil)
            await #expect(throws: Refusal.lastAdministrator) {
                try await DisablePerson(platform: site.platform)(login: "root", reason: .left, by: caller)
            }
            try await stage.root.get("/console/people/root").expect(200).expect(text: "最后一位系统管理员")
            _ = try await site.person("second", duties: [.administrator], hasPassword: true)
            try await DisablePerson(platform: site.platform)(login: "root", reason: .left, by: caller)
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
                    try await site.person(one, duties: [.administrator], hasPassword: true),
                    try await site.person(two, duties: [.administrator], hasPassword: true),
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
                try await site.person("one", duties: [.administrator], hasPassword: true),
                try await site.person("two", duties: [.administrator], hasPassword: true),
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
