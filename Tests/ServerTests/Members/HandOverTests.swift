import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Handing a mini program over` {
    private func offer(_ stage: MemberStage, to login: String) async throws -> String {
        try await stage.owner.post("\(stage.path)/hand-over", ["login": login, "name": "山丘咖啡"])
            .expect(redirectTo: "\(stage.path)/members")
        let row = try await stage.site.platform.engine.read { try HandOverQueries($0).open(in: stage.app) }
        return try #require(row?.id.rawValue)
    }

    @Test(arguments: EngineKind.available)
    func `makes the other side the owner once they confirm`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MemberStage(site)
            let (chen, zhou) = (
                try await stage.member("chen", .administrator), try await stage.member("zhou", .developer)
            )
            let admin = try await stage.invite("suyu", .administrator)
            try await chen.get("\(stage.path)/hand-over").expect(403)
            let path = "\(stage.path)/hand-over"
            try await stage.owner.post(path, ["login": "zhou", "name": "山丘"]).expect(422).expect(text: "不一致")
            for login in ["lin", "suyu", "nobody", ""] {
                try await stage.owner.post(path, ["login": login, "name": "山丘咖啡"]).expect(422)
            }
            let id = try await offer(stage, to: "zhou")
            try await stage.owner.post(path, ["login": "chen", "name": "山丘咖啡"]).expect(409)
            for other in [stage.owner, chen] {
                try await other.get("/hand-overs/\(id)").expect(404)
                try await other.post("/hand-overs/\(id)/accept").expect(404)
            }
            try await zhou.get("/hand-overs/\(id)").expect(200).expect(text: "转让给你")
            try await zhou.post("/hand-overs/\(id)/accept").expect(redirectTo: "/hand-overs/\(id)")
            #expect(try await stage.roles() == ["lin": "administrator", "chen": "administrator", "zhou": "owner"])
            // What only an owner may have going ended with it.
            try await site.as("suyu").get("/invitations/\(admin)").expect(text: "已经撤回了")
            try await stage.owner.get(path).expect(403)
            try await zhou.post("/hand-overs/\(id)/decline").expect(303)
            #expect(try await stage.roles()["zhou"] == "owner")
        }
    }

    @Test func `ends by withdrawal, refusal, time, and when the other side leaves`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            let zhou = try await stage.member("zhou", .developer)
            let first = try await offer(stage, to: "zhou")
            try await stage.owner.post("\(stage.path)/hand-over/withdraw").expect(303)
            try await zhou.post("/hand-overs/\(first)/accept").expect(303)
            let second = try await offer(stage, to: "zhou")
            try await zhou.post("/hand-overs/\(second)/decline").expect(303)
            let third = try await offer(stage, to: "zhou")
            site.world.advance(seconds: 7 * 86_400)
            try await zhou.post("/hand-overs/\(third)/accept").expect(303)
            #expect(try await InvitationClock(platform: site.platform).tick() == 1)
            let fourth = try await offer(stage, to: "zhou")
            try await zhou.post("\(stage.path)/leave").expect(redirectTo: "/")
            try await zhou.post("/hand-overs/\(fourth)/accept").expect(303)
            #expect(try await stage.roles() == ["lin": "owner"])
            let words = try await site.words(of: stage.app).filter { $0.hasPrefix("hand_over.") }
            #expect(
                words == [
                    "hand_over.offered", "hand_over.withdrawn", "hand_over.offered", "hand_over.declined",
                    "hand_over.offered", "hand_over.expired", "hand_over.offered", "hand_over.withdrawn",
                ]
            )
        }
    }

    @Test func `is what an owner does before they leave`() async throws {
        try await Site.run { site in
            let stage = try await MemberStage(site)
            try await stage.owner.get("\(stage.path)/leave").expect(200).expect(text: "转让小程序")
            try await stage.owner.post("\(stage.path)/leave").expect(409)
            let zhou = try await stage.member("zhou", .experiencer)
            try await zhou.get("\(stage.path)/leave").expect(200)
            try await zhou.post("\(stage.path)/leave").expect(redirectTo: "/")
            try await zhou.get(stage.path).expect(404)
        }
    }
}
