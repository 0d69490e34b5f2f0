import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `A link to join` {
    private func link(_ stage: MemberStage, _ role: String, uses: Int, by client: SiteClient? = nil) async throws
        -> (id: String, path: String)
    {
        let body = #"{"role": "\#(role)", "uses": \#(uses), "hours": 24}"#
        let json = try await (client ?? stage.owner).postJSON("\(stage.api)/invitation-links", body).expect(201).json()
        let (id, url) = (json["id"] as? String ?? "", json["url"] as? String ?? "")
        return (id, String(url.dropFirst("http://localhost".count)))
    }

    @Test(arguments: EngineKind.available)
    func `lets in as many as it says, strangers after they sign in`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let (id, path) = try await link(stage, "developer", uses: 2)
            try await site.stranger.get(path).expect(200).expect(text: "我是新人")
            let (zhou, su, he) = (try await site.as("zhou"), try await site.as("suyu"), try await site.as("heyi"))
            try await zhou.get(path).expect(200).expect(text: "邀请你成为开发成员")
            try await zhou.post(path).expect(redirectTo: stage.path)
            // Again, and by who is a member anyway: no use is taken.
            try await zhou.get(path).expect(200).expect(text: "你已经是成员了")
            try await zhou.post(path).expect(200)
            try await su.post(path).expect(redirectTo: stage.path)
            try await he.get(path).expect(410)
            try await he.post(path).expect(410).expect(text: AccountLinkState.usedUp.refusal?.words.zh ?? "-")
            try await stage.owner.get("\(stage.path)/invitation-links/\(id)").expect(text: "已用 2 次，共 2 次")
            #expect(try await stage.roles() == ["lin": "owner", "zhou": "developer", "suyu": "developer"])
        }
    }

    @Test func `ends by time, when it is revoked, and with its maker's right`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            let visitor = try await site.as("visitor")
            let first = try await link(stage, "experiencer", uses: 9)
            try await stage.owner.post("\(stage.path)/invitation-links/\(first.id)/revoke").expect(303)
            try await visitor.get(first.path).expect(410)
            let second = try await link(stage, "experiencer", uses: 9)
            site.world.advance(seconds: 24 * 3600)
            try await visitor.get(second.path).expect(410)
            let (third, fourth) = (
                try await link(stage, "developer", uses: 9, by: chen),
                try await link(stage, "experiencer", uses: 9, by: chen)
            )
            let waiting = try await stage.invite("heyi", .developer, by: chen)
            // A developer invites experience members only.
            try await stage.owner.postJSON("\(stage.api)/members/chen", #"{"role": "developer"}"#, method: .patch)
                .expect(200)
            try await visitor.get(third.path).expect(410)
            try await visitor.get(fourth.path).expect(200)
            try await site.as("heyi").get("/invitations/\(waiting)").expect(text: "已经撤回了")
            try await stage.owner.delete("\(stage.api)/members/chen").expect(204)
            try await visitor.get(fourth.path).expect(410)
            try await visitor.post(fourth.path).expect(410)
            try await visitor.get("/i/abcdefghjk").expect(410)
        }
    }

    @Test func `ends when its maker is shut out, and with the mini program`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let chen = try await stage.member("chen", .administrator)
            let (mine, own) = (
                try await link(stage, "experiencer", uses: 9, by: chen), try await link(stage, "experiencer", uses: 9)
            )
            let visitor = try await site.as("visitor")
            try await DisablePerson(platform: site.platform)(login: "chen")
            try await visitor.post(mine.path).expect(410)
            let id = try await stage.invite("suyu", .experiencer)
            try await CloseMiniProgram(platform: site.platform)(
                stage.authorised(stage.owner, .appClose),
                typedName: nil
            )
            try await visitor.post(own.path).expect(410)
            try await site.as("suyu").post("/invitations/\(id)/accept").expect(redirectTo: "/invitations/\(id)")
            try await site.as("suyu").get("/invitations/\(id)").expect(text: "已经撤回了")
        }
    }

    @Test func `leads who is invited to their invitation, and lets in who once declined`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let zhou = try await site.as("zhou")
            let id = try await stage.invite("zhou", .experiencer)
            let (_, path) = try await link(stage, "developer", uses: 1)
            try await zhou.get(path).expect(redirectTo: "/invitations/\(id)")
            try await zhou.post(path).expect(303)
            #expect(try await stage.states()["zhou"] == "UNCONFIRMED")
            try await zhou.post("/invitations/\(id)/decline").expect(303)
            try await zhou.post(path).expect(redirectTo: stage.path)
            #expect(try await stage.roles()["zhou"] == "developer")
        }
    }

    @Test func `is made within its limits`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            for body in [
                #"{"role": "administrator", "uses": 1, "hours": 1}"#,
                #"{"role": "developer", "uses": 201, "hours": 1}"#,
                #"{"role": "developer", "uses": 1, "hours": 721}"#,
            ] { try await stage.owner.postJSON("\(stage.api)/invitation-links", body).expect(422) }
            let page = try await stage.owner.post(
                "\(stage.path)/invitation-links",
                ["role": "developer", "uses": "many", "hours": "24"]
            )
            try page.expect(422).expect(text: "value=\"many\"")
            for _ in 0..<20 { _ = try await link(stage, "experiencer", uses: 1) }
            try await stage.owner.postJSON(
                "\(stage.api)/invitation-links",
                #"{"role": "developer", "uses": 1, "hours": 1}"#
            ).expect(refusal: "TOO_MANY_LINKS", 409)
        }
    }
}
