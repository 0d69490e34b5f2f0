import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct `Message settings` {
    @Test func `show what holds before anything was chosen`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin", name: "林知远")
            let page = try await lin.get("/messages/settings").expect(200)
            let key = try await PushKey.load(site.platform).publicText
            try expectGolden(page.inside(naming: [key: "KEY"]), "messages-settings.html")
        }
    }

    @Test(arguments: EngineKind.available)
    func `keep a category out of the inbox from then on, and a rebuild gives the same`(_ kind: EngineKind) async throws
    {
        try await Site.run(kind) { site in
            let stage = try await MessageStage(site)
            let lin = try await site.as("lin")
            try await stage.isReviewed(VersionNumber(1, 0, 0), .approve)
            try await lin.post("/messages/settings", ["inbox": "system", "push": "system"]).expect(303)
            try await stage.isReviewed(VersionNumber(1, 0, 1), .approve)
            // What is urgent comes all the same.
            try await stage.isReviewed(VersionNumber(1, 0, 2), .reject, [.whiteScreen])
            try await lin.post("/messages/settings", ["inbox": "system", "inbox": "review"]).expect(303)
            try await stage.isReviewed(VersionNumber(1, 0, 3), .approve)
            func numbers() async throws -> [String] {
                try await stage.inbox(of: stage.lin).compactMap { $0.event.messageNumber?.description }.sorted()
            }
            #expect(try await numbers() == ["1.0.0", "1.0.2", "1.0.3"])
            try await site.platform.projections.rebuild("messages")
            #expect(try await numbers() == ["1.0.0", "1.0.2", "1.0.3"])
            // Everybody else is asked for themselves.
            #expect(try await stage.inbox(of: stage.zhou).count { $0.event.messageNumber != nil } == 4)
        }
    }

    @Test func `keep what was typed when a time is none, and say so at the field`() async throws {
        try await Site.run { site in
            let lin = try await site.as("lin")
            let page = try await lin.post(
                "/messages/settings",
                ["inbox": "system", "push": "answer", "quiet": "true", "from": "25:00", "until": "08:00"]
            ).expect(422)
            try page.expect(text: "请填写 24 小时制的时间").expect(text: #"value="25:00""#)
            try page.expect(text: #"name="push" value="answer" checked"#)
            try await lin.post("/messages/settings", ["quiet": "true", "from": "08:00", "until": "08:00"]).expect(422)
                .expect(text: "开始和结束不能相同")
            let person = try #require(lin.person)
            let chosen = try await site.platform.engine.read { try PreferenceQueries($0).preferences(of: person) }
            #expect(chosen == .standard)
        }
    }

    @Test func `are the same for programs`() async throws {
        try await Site.run { site in
            let lin = try await site.token("lin")
            let path = "/api/v1/messages/preferences"
            #expect(
                try await lin.get(path).expect(200).text
                    == #"{"inbox":["product","system","review","interaction","answer"],"push":["system","review","answer"],"quiet_hours":null,"webhook":["product","system","review","interaction","answer"]}"#
            )
            try await lin.postJSON(
                path,
                #"{"inbox":["review"],"webhook":["product"],"quiet_hours":{"from":"22:00","until":"07:30"}}"#,
                method: .patch
            )
            .expect(200)
            #expect(
                try await lin.get(path).text
                    == #"{"inbox":["review"],"push":["system","review","answer"],"quiet_hours":{"from":"22:00","until":"07:30"},"webhook":["product"]}"#
            )
            // What is left out stays; null ends the hours.
            try await lin.postJSON(path, #"{"push":[]}"#, method: .patch).expect(200).expect(text: #""from":"22:00""#)
            try await lin.postJSON(path, #"{"quiet_hours":null}"#, method: .patch).expect(200)
                .expect(text: #""quiet_hours":null"#)
            try await lin.postJSON(path, #"{"inbox":["letters"]}"#, method: .patch).expect(400)
            try await lin.postJSON(path, #"{"quiet_hours":{"from":"7","until":"8"}}"#, method: .patch).expect(422)
            try await lin.get("/api/v1/messages/push-devices").expect(200).expect(text: #"{"items":[],"next":null}"#)
        }
    }
}
