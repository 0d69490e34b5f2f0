import Domain
import Storage
import TestSupport
import Testing

@testable import Server

/// Finding what is online, and taking it down by force.
@Suite struct `Taking down by force` {
    @Test(arguments: EngineKind.available)
    func `needs a reason, changes the status, and tells the members why`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            let path = "/console/review/\(stage.app)/1.0.0/offline"
            try await stage.reviewer.get(path).expect(200).expect(text: "强制下架山丘咖啡 1.0.0？")
            try await stage.reviewer.post(path, ["reason": "太短"]).expect(422).expect(text: "10 到 500").expect(
                text: "太短"
            )
            try await stage.owner.get(path).expect(403)
            try await stage.reviewer.post(path, ["reason": "收到多起无法退款的投诉"]).expect(
                redirectTo: "/console/review/released"
            )
            let row = try await site.platform.engine.read {
                try VersionQueries($0).version(VersionNumber(1, 0, 0), of: stage.app)
            }
            #expect(row?.status == .takenDown)
            #expect(try await site.words(of: stage.app).last == "version.forced_offline")
            try await stage.reviewer.get("/console/review/\(stage.app)/1.0.0").expect(text: "收到多起无法退款的投诉")
            try await stage.reviewer.get(path).expect(409)
            // What was typed is still there where it was too late.
            try await stage.reviewer.post(path, ["reason": "收到多起无法退款的投诉"]).expect(409).expect(
                text: "收到多起无法退款的投诉</textarea>"
            )
        }
    }

    @Test func `says how many a gray version reaches`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .gray)
            let path = "/console/review/\(stage.app)/1.0.0/offline"
            try await stage.reviewer.get(path).expect(200).expect(text: "灰度内的 10% 用户")
            try await stage.reviewer.post(path, ["reason": "收到多起无法退款的投诉"]).expect(303)
        }
    }

    @Test(arguments: EngineKind.available)
    func `what is online is found by name and by id, and is not one's own`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let package = try await StagePackage(site)
            var stages: [ReleaseStage] = []
            for (name, status) in [("山丘咖啡", VersionStatus.released), ("青禾预约", .gray), ("漂流书架", .inReview)] {
                let stage = try await ReleaseStage(site, name: name, package: package)
                try await stage.version("1.0.0", status)
                site.world.advance(seconds: 60)
                stages.append(stage)
            }
            let path = "/console/review/released"
            let all = try await stages[0].reviewer.get(path).expect(200)
            try all.expect(text: "山丘咖啡").expect(text: "青禾预约").expect(noText: "漂流书架")
            try await stages[0].reviewer.get("\(path)?q=%E5%92%96%E5%95%A1").expect(text: "山丘咖啡")
                .expect(noText: "青禾预约")
            try await stages[0].reviewer.get("\(path)?q=\(stages[1].app)").expect(text: "青禾预约")
                .expect(noText: "山丘咖啡")
            try await stages[0].reviewer.get("\(path)?q=%25").expect(text: "没有找到")
            let own = try await stages[0].member("yao", .developer, duties: [.administrator])
            let page = try await own.get(path).expect(200).expect(text: "你是它的成员")
            #expect(!page.text.contains("/console/review/\(stages[0].app)/1.0.0/offline"))
            try await own.get("/console/review/\(stages[0].app)/1.0.0/offline").expect(403)
            try await stages[0].owner.get(path).expect(403)
        }
    }
}
