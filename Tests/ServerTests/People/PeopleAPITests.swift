import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `People through the API` {
    @Test(arguments: EngineKind.available)
    func `a person is added by a link to a password that nobody else knows`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await PeopleStage(site)
            let program = try await site.token("root", duties: Set(Duty.allCases))
            let made = try await program.postJSON("/api/v1/people", #"{"login":"neu","name":"新人"}"#).expect(201)
            #expect(made.header("location") == "/api/v1/people/neu")
            let url = try #require(try made.json()["url"] as? String)
            #expect(try made.json()["password"] == nil)
            try await site.stranger.post("/sign-in", ["login": "neu", "password": ""]).expect(422)
            let path = url.replacing("http://localhost", with: "")
            try await site.stranger.post(path, ["password": Site.password]).expect(303)
            try await site.stranger.post("/sign-in", ["login": "neu", "password": Site.password]).expect(303)
            try await program.postJSON("/api/v1/people", #"{"login":"NEU","name":"新人"}"#)
                .expect(refusal: "LOGIN_TAKEN", 409)
            let other = try await site.token("zhou")
            try await other.postJSON("/api/v1/people", #"{"login":"x1","name":"新人"}"#).expect(403)
        }
    }

    @Test func `a parameter that a list does not have is named, with those that it has`() async throws {
        try await Site.run { site in
            _ = try await PeopleStage(site)
            let program = try await site.token("root", duties: Set(Duty.allCases))
            let refused = try await program.get("/api/v1/people?shwo=disabled").expect(
                refusal: "UNKNOWN_PARAMETER",
                400
            )
            let detail = try refused.json()["detail"] as? String ?? ""
            #expect(detail.contains("shwo") && detail.contains("q, show, after"))
            try await program.get("/api/v1/me/tokens?after=x").expect(refusal: "UNKNOWN_PARAMETER", 400)
            // Who may not see the list learns nothing of it.
            try await site.stranger.get("/api/v1/people?shwo=1").expect(401)
            try await program.get("/api/v1/account-links?after=1-x").expect(200)
            try await program.get("/console/people?shwo=1").expect(303)
            for route in site.routes where route.method == .get && route.path.hasPrefix("/api/v1/") {
                guard !route.path.contains("{"), route.path != "/api/v1/openapi.json" else { continue }
                try await program.get("\(route.path)?no_such_parameter=1").expect(refusal: "UNKNOWN_PARAMETER", 400)
            }
        }
    }

    @Test(arguments: EngineKind.available)
    func `an operator's program finds, changes, disables and enables`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            _ = try await site.person("root", name: "何书言", duties: Set(Duty.allCases))
            let root = try await site.token("root", duties: Set(Duty.allCases))
            _ = try await site.as("zhou", name: "周沐")
            let people = "/api/v1/people"
            let items = try await root.get("\(people)?q=zhou").expect(200).items()
            #expect(items.count == 1)
            #expect(items.first?["name"] as? String == "周沐")
            #expect(items.first?["last_seen_at"] as? String == site.world.now.rfc3339)
            try await root.get("\(people)?show=everyone").expect(refusal: "INVALID", 422)
            try await root.get("\(people)?after=x").expect(refusal: "INVALID", 422)

            let changed = try await root.postJSON("\(people)/zhou", #"{"duties":["official"]}"#, method: .patch)
            #expect(try changed.expect(200).json()["duties"] as? [String] == ["official"])
            try await root.postJSON("\(people)/zhou", #"{"duties":["king"]}"#, method: .patch)
                .expect(refusal: "INVALID", 422)
            try await root.postJSON("\(people)/root", #"{"duties":[]}"#, method: .patch)
                .expect(refusal: "LAST_ADMINISTRATOR", 409)
            try await root.postJSON("\(people)/nobody", #"{"duties":[]}"#, method: .patch)
                .expect(refusal: "PERSON_UNKNOWN", 404)
            _ = try await site.person("second", duties: [.administrator], hasPassword: true)
            try await root.postJSON("\(people)/root", #"{"duties":[]}"#, method: .patch)
                .expect(refusal: "OWN_ADMINISTRATOR", 409)

            let sessions = try await root.get("\(people)/zhou/sessions").expect(200).items()
            #expect(sessions.count == 1)
            let id = try #require(sessions.first?["id"] as? String)
            try await root.delete("\(people)/zhou/sessions/\(id)").expect(204)
            try await root.delete("\(people)/zhou/sessions/\(id)").expect(refusal: "NOT_FOUND", 404)
            try await root.delete("\(people)/zhou/sessions").expect(204)
            _ = try await site.token("zhou")
            let tokens = try await root.get("\(people)/zhou/tokens").expect(200).items()
            let token = try #require(tokens.first?["id"] as? String)
            try await root.delete("\(people)/zhou/tokens/\(token)").expect(204)
            #expect(try await root.get("\(people)/zhou/tokens").expect(200).items().isEmpty)
            #expect(try await root.get("\(people)/zhou/apps").expect(200).items().isEmpty)

            try await root.postJSON("\(people)/zhou/disable", #"{"reason":"other"}"#).expect(refusal: "INVALID", 422)
            let gone = try await root.postJSON("\(people)/zhou/disable", #"{"reason":"unused","note":"三个月没来"}"#)
            let disabling = try gone.expect(200).json()["disabling"] as? [String: Any]
            #expect(disabling?["reason"] as? String == "unused")
            #expect(disabling?["note"] as? String == "三个月没来")
            let back = try await root.postJSON("\(people)/zhou/enable", "{}").expect(200).json()
            #expect(back["disabled"] as? Bool == false)
            #expect(back["level"] as? Int == 1)
        }
    }

    @Test func `a token without the scope, and a person without the duty, may not`() async throws {
        try await Site.run { site in
            _ = try await site.person("root", duties: Set(Duty.allCases))
            let narrow = try await site.token("root", scopes: [.personRead], duties: Set(Duty.allCases))
            try await narrow.get("/api/v1/people/root").expect(200)
            try await narrow.postJSON("/api/v1/people/root", #"{"duties":[]}"#, method: .patch).expect(403)
            try await narrow.get("/api/v1/journal").expect(403)
            let other = try await site.token("heshu", duties: [.reviewer])
            for path in ["/api/v1/people", "/api/v1/people/root", "/api/v1/journal", "/api/v1/journal/1"] {
                try await other.get(path).expect(refusal: "FORBIDDEN", 403)
            }
        }
    }
}
