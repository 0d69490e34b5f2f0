import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct PeopleTests {
    @Test(arguments: EngineKind.available)
    func `two people cannot have one login, in whatever capitals`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let add = AddPerson(platform: site.platform)
            _ = try await add(login: "lin", name: "林知远", password: nil)
            await #expect(throws: Refusal.loginTaken) { try await add(login: "LIN", name: "另一个", password: nil) }
        }
    }

    @Test(arguments: EngineKind.available)
    func `the last system administrator cannot be disabled`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("root", duties: [.administrator], hasPassword: true)
            _ = try await site.person("second", duties: [.administrator], hasPassword: true)
            let disable = DisablePerson(platform: site.platform)
            try await disable(login: "root")
            try await disable(login: "root")
            await #expect(throws: Refusal.lastAdministrator) { try await disable(login: "second") }
            await #expect(throws: Refusal.personUnknown) { try await disable(login: "nobody") }
        }
    }

    @Test func `of two administrators disabling each other at once, one stays`() async throws {
        for kind in EngineKind.available {
            try await Site.run(kind) { site in
                for login in ["one", "two"] {
                    _ = try await site.person(login, duties: [.administrator], hasPassword: true)
                }
                let refusals = await withTaskGroup(of: Bool.self) { group in
                    for login in ["one", "two"] {
                        group.addTask {
                            do {
                                try await DisablePerson(platform: site.platform)(login: login)
                                return false
                            } catch { return error as? Refusal == .lastAdministrator }
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(refusals == 1)
            }
        }
    }

    @Test func `only an administrator adds and disables people`() async throws {
        try await Site.run { site in
            let reviewer = Caller(person: try await site.person("heshu"), duties: [.reviewer], scopes: nil)
            await #expect(throws: Refusal.self) {
                try await AddPerson(platform: site.platform)(login: "new", name: "新人", password: nil, by: reviewer)
            }
            await #expect(throws: Refusal.self) {
                try await DisablePerson(platform: site.platform)(login: "heshu", by: reviewer)
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `everything about people is in the journal, without names and logins`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("lin-zhiyuan", name: "林知远", hasPassword: true)
            let lin = try await site.as("lin-zhiyuan")
            try await lin.upload("/me/profile", ["name": "林之远"], files: []).expect(303)
            let new = "ein neuer langer Satz"
            try await lin.post("/me/password", ["old": Site.password, "password": new, "repeated": new]).expect(303)
            try await lin.post("/me/tokens", ["name": "CI", "groups": "read", "days": "30"]).expect(200)
            try await DisablePerson(platform: site.platform)(login: "lin-zhiyuan")
            try await EnablePerson(platform: site.platform)(login: "lin-zhiyuan")
            let entries = try await site.platform.engine.read { try JournalQueries($0).entries(after: 0, limit: 100) }
            #expect(
                entries.map(\.word) == [
                    "person.added", "profile.changed", "password.changed", "token.made", "person.disabled",
                    "person.enabled",
                ]
            )
            for entry in entries {
                for secret in ["lin-zhiyuan", "林", "CI", "stw_", "scrypt"] { #expect(!entry.payload.contains(secret)) }
            }
            #expect(try await JournalCheck(engine: site.platform.engine)() == .sound(entries: 6))
        }
    }
}
