import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `The installation's settings` {
    private static let path = "/api/v1/settings"

    private func words(_ site: Site) async throws -> [String] {
        try await site.platform.engine.read { db in
            try db.rows("SELECT payload FROM journal WHERE word = 'settings.changed' ORDER BY sequence").map {
                try $0.text("payload")
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `are closed at first, changed on the page, and written down once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let chief = try await site.as("guan", name: "关山", duties: [.administrator])
            try await chief.get("/me").expect(text: "平台设置")
            try await chief.get("/settings").expect(200).expect(text: "开放注册")
            #expect(try await site.platform.engine.read { try InstallationQueries($0).settings() } == .standard)
            try await chief.post("/settings", ["registration": "open"]).expect(redirectTo: "/settings")
            try await chief.get("/settings").expect(text: "由关山修改")
            // The same again leaves no trace.
            try await chief.post("/settings", ["registration": "open"]).expect(303)
            let held = try await site.platform.engine.read { try InstallationQueries($0).settings() }
            #expect(held.registration == .open && !held.operatorsNeedSecondFactor)
            try await chief.post("/settings", ["operators_need_second_factor": "on"]).expect(303)
            let entries = try await words(site)
            #expect(entries.count == 2)
            #expect(entries.first?.contains(#"["registration"]"#) == true)
            #expect(entries.last?.contains(#"["registration","operators_need_second_factor"]"#) == true)
        }
    }

    @Test func `are the administrators' alone`() async throws {
        try await Site.run { site in
            let other = try await site.as("suyu", duties: [.reviewer, .official])
            try await other.get("/settings").expect(403)
            try await other.post("/settings", ["registration": "open"]).expect(403)
            try await other.get("/me").expect(200).expect(noText: "平台设置")
            try await site.stranger.get("/settings").expect(303)
            let token = try await site.token("guan", scopes: [.journalRead], duties: [.administrator])
            try await token.get(Self.path).expect(403)
            #expect(try await site.platform.engine.read { try InstallationQueries($0).settings() } == .standard)
        }
    }

    @Test func `are read and changed one by one in the JSON API`() async throws {
        try await Site.run { site in
            let token = try await site.token("guan", scopes: [.installationSettings], duties: [.administrator])
            let first = try await token.get(Self.path).expect(200).json()
            #expect(first["registration"] as? String == "invited")
            #expect(first["operators_need_second_factor"] as? Bool == false)
            try await token.postJSON(Self.path, #"{"registration": "anybody"}"#, method: .patch)
                .expect(refusal: "INVALID", 422)
            try await token.postJSON(Self.path, #"{"registrations": "open"}"#, method: .patch)
                .expect(refusal: "UNKNOWN_FIELD", 422)
            let wish = #"{"operators_need_second_factor": true}"#
            let second = try await token.postJSON(Self.path, wish, method: .patch).expect(200).json()
            #expect(second["registration"] as? String == "invited")
            #expect(second["operators_need_second_factor"] as? Bool == true)
            // From now on their own duty waits for one too.
            try await token.get(Self.path).expect(refusal: "SECOND_FACTOR_REQUIRED", 403)
        }
    }
}
