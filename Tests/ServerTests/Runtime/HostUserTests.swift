import Domain
import Storage
import TestSupport
import Testing

@testable import Server

@Suite struct HostUserTests {
    @Test(arguments: EngineKind.available)
    func `each id belongs to one person, who may have five`(_ kind: EngineKind) async throws {
        try await Site.run(kind) { site in
            let (lin, chen) = (try await site.as("lin"), try await site.as("chen"))
            for number in 1...5 {
                try await lin.post("/me/host-users", ["user": "2088\(number)"]).expect(redirectTo: "/me/host-users")
            }
            try await lin.post("/me/host-users", ["user": "20886"]).expect(409).expect(text: "最多关联 5 个")
            try await chen.post("/me/host-users", ["user": "20881"]).expect(409).expect(text: "已经被别人关联")
            try await chen.post("/me/host-users", ["user": " "]).expect(422)
            try await chen.post("/me/host-users/remove", ["user": "20881"]).expect(404)
            try await lin.post("/me/host-users/remove", ["user": "20881"]).expect(303)
            try await chen.post("/me/host-users", ["user": "20881"]).expect(303)
            try await chen.get("/me/host-users").expect(200).expect(text: "20881")
            try await site.stranger.get("/me/host-users").expect(303)
        }
    }

    @Test func `a member's own id is inside the gray release at once, and out again`() async throws {
        try await Site.run { site in
            let stage = try await ReleaseStage(site)
            try await stage.version("1.0.0", .released)
            try await stage.version("1.1.0", .gray)
            let gray = try #require(try await stage.gray())
            let outside = try #require(
                (0..<1000).map { "user-\($0)" }.first { !gray.share.contains(Cohort.position(of: $0, salt: gray.salt)) }
            )
            let path = "\(stage.path)/explain?user=\(outside)"
            try await stage.owner.get(path).expect(200).expect(text: "得到线上版本 1.0.0")
            try await stage.owner.post("/me/host-users", ["user": outside]).expect(303)
            try await stage.owner.get(path).expect(200).expect(text: "得到灰度版 1.1.0：是成员")
            try await stage.owner.post("/me/host-users/remove", ["user": outside]).expect(303)
            try await stage.owner.get(path).expect(200).expect(text: "得到线上版本 1.0.0")
            let tried = try await stage.owner.post(
                "\(stage.path)/explain",
                ["percent": "100", "users": "\(outside)\n\(outside)\nother"]
            )
            try tried.expect(200).expect(text: "<b>2</b>")
            try await stage.owner.post("\(stage.path)/explain", ["percent": "0", "users": "a"]).expect(422)
            try await site.as("wang").get(path).expect(404)
        }
    }
}
