import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// The inbox for programs.
@Suite struct MessageAPITests {
    @Test(arguments: EngineKind.available)
    func `lists, counts, marks and files away`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let number = VersionNumber(1, 0, 0)
            try await site.version(number, of: stage.app, .rejected)
            try await stage.uploads(number)
            site.world.advance(seconds: 60)
            try await stage.isReviewed(number, .reject, [.whiteScreen])
            let lin = try await site.token("lin")
            let items = try await lin.get("/api/v1/messages").expect(200).items()
            #expect(items.map { $0["kind"] as? String } == ["version.rejected", "version.uploaded"])
            let first = try #require(items.first)
            #expect(first["title"] as? String == "1.0.0 审核未通过：弱网白屏")
            #expect(first["app_id"] as? String == stage.app.rawValue)
            #expect(first["important"] as? Bool == true && first["read"] as? Bool == false)
            #expect(first["actions"] as? [String] == ["read", "archive"])
            #expect(first["link"] as? String == "http://localhost/apps/\(stage.app)/versions/1.0.0/review")
            let id = try #require(first["id"] as? String)
            #expect(try await lin.get("/api/v1/messages?category=system&unread=true").expect(200).items().count == 1)
            try await lin.get("/api/v1/messages?category=letters").expect(422)
            try await lin.get("/api/v1/messages?before=x").expect(422)
            let counts = try await lin.get("/api/v1/messages/unread").expect(200).json()
            #expect(counts["total"] as? Int == 2)
            #expect((counts["categories"] as? [String: Int])?["review"] == 1)
            let read = try await lin.postJSON("/api/v1/messages/\(id)/read", "{}").expect(200).json()
            #expect(read["read"] as? Bool == true && read["actions"] as? [String] == ["archive"])
            let filed = try await lin.postJSON("/api/v1/messages/\(id)/archive", "{}").expect(200).json()
            #expect(filed["actions"] as? [String] == ["restore"])
            #expect(try await lin.get("/api/v1/messages?archived=true").expect(200).items().count == 1)
            let all = try await lin.postJSON("/api/v1/messages/read", #"{"category": "system"}"#).expect(200).json()
            #expect(all["read"] as? Int == 1)
            try await lin.postJSON("/api/v1/messages/read", #"{"category": "letters"}"#).expect(400)
            try await lin.postJSON("/api/v1/messages/read", #"{"other": 1}"#).expect(422)
        }
    }

    @Test(arguments: EngineKind.available)
    func `an invitation is answered once`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            _ = try await stage.invites("chen")
            let chen = try await site.token("chen")
            let item = try #require(try await chen.get("/api/v1/messages").expect(200).items().first)
            #expect(item["actions"] as? [String] == ["accept", "decline", "read", "archive"])
            let path = "/api/v1/messages/\(item["id"] as? String ?? "")"
            let accepted = try await chen.postJSON("\(path)/accept", "{}").expect(200).json()
            #expect(accepted["actions"] as? [String] == ["archive"])
            try await chen.postJSON("\(path)/decline", "{}").expect(refusal: "ALREADY_ACCEPTED", 409)
        }
    }

    @Test func `scopes are asked for, and other people's messages do not exist`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            _ = try await stage.invites("chen")
            let row = try #require(try await stage.inbox(of: try await site.person("chen")).first)
            let path = "/api/v1/messages/\(row.sequence)"
            let zhou = try await site.token("zhou")
            for act in ["read", "archive", "restore", "accept", "decline"] {
                try await zhou.postJSON("\(path)/\(act)", "{}").expect(404)
            }
            let reader = try await site.token("chen", scopes: [.messageRead])
            try await reader.get("/api/v1/messages").expect(200)
            try await reader.postJSON("\(path)/read", "{}").expect(403)
            // Managing messages is not yet answering invitations.
            let keeper = try await site.token("chen", scopes: [.messageRead, .messageManage])
            try await keeper.postJSON("\(path)/accept", "{}").expect(403)
            try await keeper.postJSON("\(path)/read", "{}").expect(200)
        }
    }

    @Test func `the list goes on with the next of the page before`() async throws {
        try await Site.run { site in
            let stage = try await MessageStage(site)
            for patch in 0..<105 { try await stage.isReviewed(VersionNumber(1, 0, Int32(patch)), .approve) }
            let lin = try await site.token("lin")
            let first = try await lin.get("/api/v1/messages").expect(200).json()
            let next = try #require(first["next"] as? String)
            #expect(try await lin.get("/api/v1/messages?before=\(next)").expect(200).items().count == 5)
            #expect(try await lin.get("/api/v1/messages?after=\(next)").expect(200).items().count == 5)
        }
    }
}
