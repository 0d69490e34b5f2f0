import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Answering in a message: what it stands at is asked again each time.
@Suite struct MessageAnswerTests {
    private func message(_ kind: MessageKind, of login: String, _ stage: MessageStage) async throws -> String {
        let person = try await stage.site.person(login)
        let row = try #require(try await stage.inbox(of: person).first { $0.kind == kind })
        return "/messages/\(row.sequence)"
    }

    @Test(arguments: EngineKind.available)
    func `an invitation is accepted in its message, once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            _ = try await stage.invites("chen")
            let chen = try await site.as("chen")
            try await chen.get("/messages").expect(200).expect(text: "邀请你成为开发成员").expect(text: "接受邀请")
            let path = try await message(.memberInvited, of: "chen", stage)
            try await chen.post("\(path)/accept").expect(redirectTo: "/messages")
            try await chen.get("/apps/\(stage.app)").expect(200)
            #expect(try await stage.unread(try await site.person("chen")) == 0)
            #expect(try await stage.inbox(of: stage.lin).first?.kind == .invitationAccepted)
            // Again, from the other device whose page still shows the buttons.
            for act in ["accept", "decline"] {
                let page = try await chen.post("\(path)/\(act)").expect(409).expect(text: "已经接受过了")
                #expect(!page.text.contains(">接受邀请<"))
            }
            let list = try await chen.get("/messages").expect(200).expect(text: "已接受")
            #expect(!list.text.contains(">接受邀请<"))
        }
    }

    @Test(arguments: EngineKind.available)
    func `an invitation that ran out shows so instead of buttons`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            _ = try await stage.invites("chen")
            let chen = try await site.as("chen")
            let path = try await message(.memberInvited, of: "chen", stage)
            site.world.advance(seconds: 7 * 86_400)
            let list = try await chen.get("/messages").expect(200).expect(text: "已过期")
            #expect(!list.text.contains(">接受邀请<"))
            try await chen.post("\(path)/accept").expect(409).expect(text: "已经过期了")
            try await chen.get("/apps/\(stage.app)").expect(404)
        }
    }

    @Test func `declining leaves it declined, and tells the one who invited`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            _ = try await stage.invites("chen", as: .experiencer)
            let chen = try await site.as("chen")
            try await chen.post("\(try await message(.memberInvited, of: "chen", stage))/decline?show=unread")
                .expect(redirectTo: "/messages?show=unread")
            try await chen.get("/messages").expect(200).expect(text: "已谢绝")
            #expect(try await stage.inbox(of: stage.lin).first?.kind == .invitationDeclined)
        }
    }

    @Test(arguments: EngineKind.available)
    func `who asks to join is let in by the role of the button`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let chen = try await site.person("chen", name: "陈一诺")
            let request: ID<JoinRequest> = site.platform.world.newID()
            try await site.platform.change(by: chen) { change in
                try JoinRequestWrites(db: change.db).add(request, chen, to: stage.app, note: "", at: change.now)
                try change.record(.joinRequested(request: request, person: chen), in: stage.app)
            }
            let lin = try await site.as("lin")
            try await lin.get("/messages").expect(200).expect(text: "陈一诺申请加入").expect(text: "通过为开发成员")
            let path = try await message(.joinRequested, of: "lin", stage)
            try await lin.post("\(path)/accept", ["role": "developer"]).expect(303)
            try await site.as("chen").get("/apps/\(stage.app)/versions").expect(200)
            #expect(try await stage.inbox(of: chen).first?.kind == .joinApproved)
            try await lin.post("\(path)/decline").expect(409)
        }
    }

    @Test func `a mini program is taken over in the message`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            let offer: ID<HandOver> = site.platform.world.newID()
            try await site.platform.change(by: stage.lin) { change in
                let end = InvitationRules.expires(from: change.now)
                try HandOverWrites(db: change.db)
                    .add(offer, of: stage.app, from: stage.lin, to: stage.zhou, at: change.now, until: end)
                try change.record(.handOverOffered(handOver: offer, person: stage.zhou, expires: end), in: stage.app)
            }
            let zhou = try await site.as("zhou")
            try await zhou.get("/messages").expect(200).expect(text: "接手小程序")
            let path = try await message(.handOverOffered, of: "zhou", stage)
            try await zhou.post("\(path)/accept").expect(303)
            #expect(try await stage.inbox(of: stage.lin).first?.kind == .handOverAccepted)
        }
    }

    @Test func `a message that asks for nothing takes no answer`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            let lin = try await site.as("lin")
            try await lin.post("\(try await message(.versionApproved, of: "lin", stage))/accept").expect(409)
        }
    }
}
