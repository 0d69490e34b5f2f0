import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `An operator's invitation link` {
    /// What was done to a link before somebody follows it.
    enum Past: CaseIterable, Sendable {
        case nothing, usedUp, revoked, expired, makerDemoted, makerDisabled
    }

    private func link(_ past: Past, _ stage: RegistrationStage) async throws -> MakeAccountLink.Made {
        _ = try await stage.site.person("second", duties: [.administrator], hasPassword: true)
        let made = try await stage.link(uses: 1)
        switch past {
        case .nothing: break
        case .usedUp: _ = try await stage.register(.accountLink(code: made.code), "first")
        case .revoked: try await RevokeAccountLink(platform: stage.site.platform)(made.id, by: stage.caller)
        case .expired: stage.site.world.advance(seconds: 24 * 3600)
        case .makerDemoted:
            let guan = try #require(stage.chief.person)
            try await stage.site.platform.engine.write {
                _ = try $0.execute("DELETE FROM person_duty WHERE person_id = \(guan)")
            }
        case .makerDisabled: try await DisablePerson(platform: stage.site.platform)(login: "guan")
        }
        return made
    }

    /// The whole table: what became of a link, times following and revoking it.
    @Test(arguments: EngineKind.available)
    func `lets people in while it is open, and says what it is afterwards`(_ kind: EngineKind) async throws {
        for past in Past.allCases {
            try await Site.run(kind) { site in
                let stage = try await RegistrationStage(site)
                let made = try await link(past, stage)
                let state = try await site.platform.engine.read {
                    try AccountLinkQueries($0).link(made.id)?.state(at: site.world.now)
                }
                let expected: AccountLinkState =
                    switch past {
                    case .nothing: .open
                    case .usedUp: .usedUp
                    case .revoked: .revoked
                    case .expired: .expired
                    case .makerDemoted, .makerDisabled: .orphaned
                    }
                #expect(state == expected, "\(past)")
                let page = try await site.stranger.get(Paths.comeIn(made.code))
                let follow = try await site.stranger.post(Paths.comeIn(made.code), RegistrationStage.form("suyu"))
                if let refusal = expected.refusal {
                    try page.expect(410).expect(text: refusal.words.zh).expect(noText: "建立账号并进入")
                    try follow.expect(410).expect(text: refusal.words.zh)
                    #expect(try await stage.id("suyu") == nil)
                } else {
                    try page.expect(200)
                    try follow.expect(303)
                }
                // Anybody in charge may end it; it says so once.
                let other = Caller(person: try await site.person("second"), duties: [.administrator], scopes: nil)
                for _ in 0..<2 { try await RevokeAccountLink(platform: site.platform)(made.id, by: other) }
                #expect(try await stage.entries("account_link.revoked").count == 1)
                try await site.stranger.get(Paths.comeIn(made.code)).expect(410).expect(text: "已被停用")
            }
        }
    }

    @Test func `ends at its minute`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let made = try await stage.link(hours: 1)
            site.world.advance(seconds: 3599)
            try await site.stranger.get(Paths.comeIn(made.code)).expect(200)
            site.world.advance(seconds: 1)
            try await site.stranger.get(Paths.comeIn(made.code)).expect(410)
        }
    }

    @Test func `is made on its page within its limits, shown, printed and revoked`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let chief = stage.chief
            try await chief.get("/account-links").expect(200).expect(text: "还没有邀请链接")
            let wrong = try await chief.post("/account-links", ["uses": "many", "hours": "24", "note": "新同事"])
            try wrong.expect(422).expect(text: "value=\"many\"").expect(text: "value=\"新同事\"")
            let made = try await chief.post("/account-links", ["uses": "3", "hours": "24", "note": "新同事"]).expect(303)
            let path = try #require(made.header("location"))
            try await chief.get(path).expect(200).expect(text: "新同事").expect(text: "已用 0 次，共 3 次")
            #expect(try await chief.get("\(path)/code.png").expect(200).header("content-type") == "image/png")
            try await chief.get("\(path)/code.svg").expect(200).expect(text: "<svg")
            try await chief.post("\(path)/revoke").expect(redirectTo: "/account-links")
            try await chief.get("/account-links").expect(text: "已停用")
            try await chief.get("/account-links/none").expect(404)
            let other = try await site.as("suyu", duties: [.reviewer, .official])
            for page in ["/account-links", "/account-links/new", path] { try await other.get(page).expect(403) }
            try await other.post("/account-links", ["uses": "3", "hours": "24"]).expect(403)
            try await other.post("\(path)/revoke").expect(403)
        }
    }

    @Test func `fifty work at the same time`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            for _ in 0..<AccountLinkRules.most { _ = try await stage.link() }
            let page = try await stage.chief.post("/account-links", ["uses": "3", "hours": "24"]).expect(409)
            try page.expect(text: "同时最多 50 个")
            site.world.advance(seconds: 24 * 3600)
            _ = try await stage.link()
            let list = try await stage.chief.get("/account-links").expect(200)
            #expect(list.text.contains("/account-links?after="))
        }
    }

    @Test func `has the same in the JSON API`() async throws {
        try await Site.run { site in
            let stage = try await RegistrationStage(site)
            let token = try await site.token("guan", scopes: [.personInvite], duties: [.administrator])
            let path = "/api/v1/account-links"
            let body = #"{"uses": 2, "hours": 24, "note": "新同事"}"#
            let made = try await token.postJSON(path, body).expect(201).json()
            let (id, url) = (try #require(made["id"] as? String), try #require(made["url"] as? String))
            #expect(made["state"] as? String == "open" && made["made_by"] as? String == "关山")
            try await site.stranger.post(
                String(url.dropFirst("http://localhost".count)),
                RegistrationStage.form("suyu")
            )
            .expect(303)
            let one = try await token.get("\(path)/\(id)").expect(200).json()
            #expect((one["people"] as? [[String: Any]])?.first?["login"] as? String == "suyu")
            #expect(one["used"] as? Int == 1)
            try await token.delete("\(path)/\(id)").expect(204)
            let items = try await token.get(path).expect(200).items()
            #expect(items.first?["state"] as? String == "revoked" && items.first?["people"] == nil)
            try await token.postJSON(path, #"{"uses": 0, "hours": 24}"#).expect(refusal: "INVALID", 422)
            try await site.token("guan", scopes: [.journalRead], duties: [.administrator]).get(path).expect(403)
            _ = stage
        }
    }
}
