import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `An invitation` {
    @Test(arguments: EngineKind.available)
    func `is accepted by whom it was sent to, once, and makes a member`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let zhou = try await site.as("zhou")
            let id = try await stage.invite("ZHOU", .developer)
            #expect(try await stage.states()["zhou"] == "UNCONFIRMED")
            try await zhou.get(stage.path).expect(404)
            // Nobody else sees or answers it, the inviter neither.
            for other in [stage.owner, try await site.as("chen")] {
                try await other.get("/invitations/\(id)").expect(404)
                try await other.post("/invitations/\(id)/accept").expect(404)
                try await other.post("/invitations/\(id)/decline").expect(404)
            }
            try await site.stranger.get("/invitations/\(id)").expect(303)
            try await zhou.get("/invitations/\(id)").expect(200).expect(text: "邀请你成为开发成员")
            try await zhou.post("/invitations/\(id)/accept").expect(redirectTo: stage.path)
            #expect(try await stage.states()["zhou"] == "VALID")
            try await zhou.get(stage.path).expect(200)
            // A second device is told what was answered.
            try await zhou.post("/invitations/\(id)/decline").expect(redirectTo: "/invitations/\(id)")
            try await zhou.get("/invitations/\(id)").expect(text: "已经接受过了")
            try await site.token("zhou").postJSON("/api/v1/invitations/\(id)/decline", "{}")
                .expect(refusal: "ALREADY_ACCEPTED", 409)
            #expect(try await stage.states()["zhou"] == "VALID")
        }
    }

    @Test func `that was declined is removed before a new one`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let zhou = try await site.as("zhou")
            let id = try await stage.invite("zhou", .experiencer)
            try await zhou.post("/invitations/\(id)/decline").expect(redirectTo: "/invitations/\(id)")
            #expect(try await stage.states()["zhou"] == "REFUSED")
            let again = #"{"login": "zhou", "role": "experiencer"}"#
            try await stage.owner.postJSON("\(stage.api)/members", again).expect(refusal: "MEMBER_REFUSED", 409)
            try await stage.owner.get("\(stage.path)/past-invitations").expect(200).expect(text: "已拒绝")
            try await stage.owner.delete("\(stage.api)/members/zhou").expect(204)
            #expect(try await stage.states()["zhou"] == nil)
            _ = try await stage.invite("zhou", .experiencer)
            #expect(try await stage.states()["zhou"] == "UNCONFIRMED")
        }
    }

    @Test(arguments: EngineKind.available)
    func `runs out after seven days, with or without its clock, and may be sent anew`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let (zhou, clock) = (try await site.as("zhou"), InvitationClock(platform: site.platform))
            let id = try await stage.invite("zhou", .experiencer)
            site.world.advance(seconds: 7 * 86_400 - 1)
            #expect(try await clock.tick() == 0)
            site.world.advance(seconds: 1)
            // The clock has not run yet: too late all the same.
            try await site.token("zhou").postJSON("/api/v1/invitations/\(id)/accept", "{}")
                .expect(refusal: "ALREADY_TIMEOUT", 409)
            #expect(try await clock.tick() == 1)
            #expect(try await clock.tick() == 0)
            #expect(try await stage.states()["zhou"] == "TIMEOUT")
            try await zhou.get("/invitations/\(id)").expect(text: "已经过期了")
            let second = try await stage.invite("zhou", .developer)
            site.world.advance(seconds: 7 * 86_400)
            // Inviting again writes the old one down by itself.
            let third = try await stage.invite("zhou", .developer)
            #expect(Set([id, second, third]).count == 3)
            let words = try await site.words(of: stage.app)
            #expect(words.filter { $0 == "invitation.expired" }.count == 2)
            try await zhou.post("/invitations/\(second)/accept").expect(redirectTo: "/invitations/\(second)")
            try await zhou.post("/invitations/\(third)/accept").expect(redirectTo: stage.path)
        }
    }

    @Test func `is withdrawn, and says so to whoever opens it`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let zhou = try await site.as("zhou")
            let id = try await stage.invite("zhou", .experiencer)
            try await stage.owner.get("\(stage.path)/members/zhou/remove").expect(200).expect(text: "撤回邀请")
            try await stage.owner.post("\(stage.path)/members/zhou/remove").expect(redirectTo: "\(stage.path)/members")
            try await zhou.get("/invitations/\(id)").expect(200).expect(text: "已经撤回了")
            try await zhou.post("/invitations/\(id)/accept").expect(303)
            #expect(try await stage.states()["zhou"] == nil)
        }
    }

    @Test func `is refused to members, administrators as something less, strangers and for ownership`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            _ = try await stage.member("chen", .administrator)
            _ = try await stage.member("zhou", .experiencer)
            func invite(_ login: String, _ role: String) async throws -> SiteResponse {
                try await stage.owner.postJSON("\(stage.api)/members", #"{"login": "\#(login)", "role": "\#(role)"}"#)
            }
            try await invite("chen", "developer").expect(refusal: "ADMINISTRATOR_CAN_NOT_BE_INVITED", 409)
            try await invite("lin", "experiencer").expect(refusal: "ADMINISTRATOR_CAN_NOT_BE_INVITED", 409)
            try await invite("chen", "administrator").expect(refusal: "MEMBER_EXISTS", 409)
            // A member of a lesser role is changed, not invited.
            try await invite("zhou", "developer").expect(refusal: "MEMBER_EXISTS", 409)
            try await invite("nobody", "developer").expect(422)
            try await invite("zhou", "owner").expect(422)
            _ = try await stage.invite("suyu", .experiencer)
            try await invite("suyu", "developer").expect(refusal: "INVITATION_OPEN", 409)
            try await DisablePerson(platform: site.platform)(login: "zhou")
            try await stage.owner.delete("\(stage.api)/members/zhou").expect(204)
            try await invite("zhou", "developer").expect(422)
        }
    }

    @Test func `of a list says what became of each`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            for login in ["zhou", "suyu"] { _ = try await site.person(login) }
            let page = try await stage.owner.post(
                "\(stage.path)/invite/many",
                ["logins": "zhou, nobody\nsuyu zhou,lin", "role": "developer"]
            ).expect(200)
            try page.expect(text: "已邀请 2 人，2 人没有成功")
            let body = #"{"logins": ["zhou", "x y"], "role": "developer"}"#
            let items = try await stage.owner.postJSON("\(stage.api)/invitations", body).expect(200).items()
            #expect(items.map { $0["login"] as? String } == ["zhou", "x", "y"])
            #expect(items.map { $0["code"] as? String } == ["INVITATION_OPEN", "INVALID", "INVALID"])
            try await stage.owner.post("\(stage.path)/invite/many", ["logins": " ", "role": "developer"]).expect(422)
        }
    }

    @Test func `a person sends 100 within 24 hours`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let now = site.world.world.now()
            let lin = try #require(stage.owner.person)
            let zhou = try await site.person("zhou")
            try await site.platform.engine.write { db in
                for number in 0..<100 {
                    try InvitationWrites(db: db).add(
                        ID(rawValue: "old-\(number)"),
                        zhou,
                        to: stage.app,
                        as: .experiencer,
                        by: lin,
                        at: now,
                        until: now
                    )
                    _ = try InvitationWrites(db: db).close(ID(rawValue: "old-\(number)"), as: .withdrawn, at: now)
                }
            }
            let body = #"{"login": "zhou", "role": "experiencer"}"#
            try await stage.owner.postJSON("\(stage.api)/members", body).expect(refusal: "INVITATIONS_USED_UP", 409)
            site.world.advance(seconds: 86_400)
            try await stage.owner.postJSON("\(stage.api)/members", body).expect(201)
        }
    }
}
